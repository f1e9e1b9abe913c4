package researchpaas.credential;

import java.time.Instant;
import researchpaas.account.AccountId;

/// The tokens that follow from one sign-in of a program.
///
/// @param userAgent short, as the program called itself
/// @param expiresAt whatever is presented
public record Family(
        FamilyId id,
        AccountId account,
        String userAgent,
        Instant createdAt,
        Instant lastUsed,
        Instant expiresAt) {}
