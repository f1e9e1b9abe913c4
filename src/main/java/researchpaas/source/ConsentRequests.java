package researchpaas.source;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;

/// Consents that somebody was sent away to give and has not come back from, kept in the database,
/// so that whichever instance he comes back to knows of it.
public interface ConsentRequests {
    /// Forgets what has lapsed by then.
    ///
    /// @param state as it comes back; only its hash is kept
    void keep(String state, ConsentRequest request, Instant now);

    /// What was kept for this state, once: a second call finds nothing. Absent when it has lapsed.
    Optional<ConsentRequest> take(String state, Instant now);

    /// @param verifier of the code challenge that was sent along
    /// @param account who asked; absent where nobody signs in
    /// @param connection that is connected again; absent for a new one
    record ConsentRequest(
            String verifier,
            @Nullable AccountId account,
            @Nullable Long connection,
            Instant lapses) {
        /// Without the verifier.
        @Override
        public String toString() {
            return "ConsentRequest[account=" + account + ", connection=" + connection + "]";
        }
    }
}
