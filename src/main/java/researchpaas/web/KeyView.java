package researchpaas.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.credential.ApiKey;

/// An API key as pages show it.
///
/// @param owner whose it is
/// @param scopes their constants
/// @param state `ACTIVE`, `EXPIRED` or `REVOKED`
/// @param revokeAt where to revoke it; absent for what is over already
record KeyView(
        String name,
        @Nullable PersonView owner,
        List<String> scopes,
        String state,
        @Nullable When created,
        @Nullable When expires,
        @Nullable When used,
        @Nullable String revokeAt) {

    static KeyView of(
            ApiKey key, @Nullable PersonView owner, String revokeAt, Instant now, ZoneId zone) {
        return new KeyView(
                key.name(),
                owner,
                key.scopes().stream().sorted().map(Enum::name).toList(),
                state(key, now),
                When.of(key.createdAt(), zone),
                When.of(key.expiresAt(), zone),
                When.of(key.lastUsed(), zone),
                key.holds(now) ? revokeAt : null);
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "REVOKED";
        }
        return key.holds(now) ? "ACTIVE" : "EXPIRED";
    }
}
