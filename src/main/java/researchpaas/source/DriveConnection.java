package researchpaas.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.ingest.FollowedDrive.Visibility;

/// Folders of a drive that somebody set up in the library, beside those of the configuration.
///
/// @param source its name in the ledger, for ever
/// @param label what people call it
/// @param owner who set it up; absent where nobody signs in
/// @param roots the followed folders and shared drives
/// @param visibility absent until somebody chose it: nothing is followed before
/// @param leaving it is being taken out; nobody follows it any more
public record DriveConnection(
        long id,
        String source,
        String label,
        Login login,
        @Nullable AccountId owner,
        List<Root> roots,
        @Nullable Visibility visibility,
        boolean leaving,
        Instant createdAt) {
    public DriveConnection {
        roots = List.copyOf(roots);
    }

    /// Whether all is chosen that following it needs.
    public boolean isFollowed() {
        return !leaving && !roots.isEmpty() && visibility != null;
    }

    /// Whether this person set it up.
    public boolean belongsTo(@Nullable AccountId account) {
        return owner != null && owner.equals(account);
    }

    /// With whose eyes the drive is read.
    public sealed interface Login {
        /// The configured key's account.
        record ServiceAccount() implements Login {}

        /// A person, who agreed.
        ///
        /// @param address by which the drive knows the person
        /// @param since the last consent
        record Consent(String address, Instant since) implements Login {}
    }

    /// @param id of a folder or a shared drive
    /// @param name as the drive told it when it was chosen
    public record Root(String id, String name) {}
}
