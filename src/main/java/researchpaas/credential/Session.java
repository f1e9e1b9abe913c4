package researchpaas.credential;

import java.time.Instant;
import researchpaas.account.AccountId;

/// A browser that is signed in.
///
/// @param reference names it to its owner and to administrators; opens nothing
/// @param userAgent short, as the browser called itself
public record Session(
        String reference,
        AccountId account,
        Instant createdAt,
        Instant lastAccess,
        String userAgent) {}
