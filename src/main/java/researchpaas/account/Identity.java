package researchpaas.account;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sign-in provider says of somebody: the claims of a token whose signature, issuer,
/// audience, times and nonce have been checked, each of whatever type it came as. [SignIn] judges
/// them.
///
/// @param subject `sub`
/// @param address `email`
/// @param verified `email_verified`
/// @param domain `hd`
/// @param name `name`
public record Identity(
        @Nullable Object subject,
        @Nullable Object address,
        @Nullable Object verified,
        @Nullable Object domain,
        @Nullable Object name) {
    public static Identity of(Map<String, ? extends @Nullable Object> claims) {
        return new Identity(
                claims.get("sub"),
                claims.get("email"),
                claims.get("email_verified"),
                claims.get("hd"),
                claims.get("name"));
    }
}
