package researchpaas.credential;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import researchpaas.account.AccountId;

/// Families of refresh tokens, which are kept as hashes. Ending a family forgets it.
public interface RefreshTokens {
    Family start(AccountId account, String userAgent, Instant expiresAt);

    void add(FamilyId family, String hash, Instant expiresAt);

    Optional<Known> find(String hash);

    /// Whoever uses a token of this family comes after whoever holds it, until that transaction
    /// ends. Notes the use.
    ///
    /// @return empty when it has ended
    Optional<Family> hold(FamilyId family);

    /// @return false when it was used before
    boolean use(String hash);

    /// Those that have neither ended nor expired.
    Optional<Family> find(FamilyId family);

    /// Of an account, those that have neither ended nor expired, the latest first.
    List<Family> of(AccountId account);

    /// Everybody's, the latest first.
    List<Family> all();

    /// @return false when it had ended
    boolean end(FamilyId family);

    /// @return how many there were
    int endAll(AccountId account);

    /// @return how many families had expired and are forgotten now
    int forgetExpired();

    record Known(FamilyId family, Instant expiresAt) {}
}
