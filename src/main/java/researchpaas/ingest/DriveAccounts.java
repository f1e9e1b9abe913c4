package researchpaas.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FollowedDrive.ItemPage;
import researchpaas.ingest.FollowedDrive.Rules;

/// The accounts that drives are followed with, for who sets one up: what an account sees, and a
/// drive that is followed with it. What asks the drive throws [DriveTrouble].
public interface DriveAccounts {
    /// The address that folders are to be shared with; absent when no key is configured, and when
    /// the configured one is none. Asks nobody.
    Optional<String> serviceAccount();

    /// The address that the drive knows this login by. Shows that it works.
    String addressOf(Login login);

    List<SharedDrive> sharedDrives(Login login);

    /// One page of the folders that the account sees outside of shared drives, without those in the
    /// bin.
    ItemPage folders(Login login, @Nullable String pageToken);

    /// Asks nobody.
    ///
    /// @param name of the source in the ledger, for ever
    FollowedDrive open(String name, Login login, Rules rules);

    /// The drive forgets the consent; one that it does not know any more is no trouble.
    void revoke(Login.Consent consent);

    record SharedDrive(String id, String name) {}

    sealed interface Login {
        /// The configured key's own account, or the person in whose name it acts.
        record ServiceAccount() implements Login {}

        /// What a person agreed to.
        ///
        /// @param since when
        record Consent(String refreshToken, Instant since) implements Login {
            /// Without the token.
            @Override
            public String toString() {
                return "Consent[since=" + since + "]";
            }
        }
    }
}
