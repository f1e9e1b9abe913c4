package researchpaas.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import researchpaas.account.AccountId;

/// The keys that were given out, and how to recognise them.
public interface ApiKeys {
    ApiKey add(AccountId owner, String name, Set<Scope> scopes, String hash, Instant expiresAt);

    /// With the hash of its secret part; expired and revoked ones too.
    Optional<Known> find(KeyId id);

    /// The latest first; expired and revoked ones too.
    List<ApiKey> of(AccountId owner);

    /// The latest first; expired and revoked ones too.
    List<ApiKey> all();

    /// Of an owner, those that hold.
    int countHolding(AccountId owner);

    /// @return false when it was revoked before
    boolean revoke(KeyId id);

    /// @return false when that was written less than a minute ago
    boolean used(KeyId id);

    record Known(ApiKey key, String hash) {}
}
