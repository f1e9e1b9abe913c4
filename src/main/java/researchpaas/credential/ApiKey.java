package researchpaas.credential;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;

/// A key as the library keeps it, without what would open anything.
///
/// @param name what its owner calls it
/// @param lastUsed to the minute; absent as long as nobody has used it
/// @param revokedAt absent as long as it holds
public record ApiKey(
        KeyId id,
        AccountId owner,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsed,
        @Nullable Instant revokedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    public boolean holds(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
