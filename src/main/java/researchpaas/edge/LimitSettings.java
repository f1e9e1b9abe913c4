package researchpaas.edge;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.bind.DefaultValue;
import researchpaas.edge.RateLimits.Limit;

/// Requests a minute; 0 for no limit.
///
/// @param address everything from one address; this computer's own is not counted
/// @param signIn starts and ends of sign-ins, and refreshed tokens, from one address
/// @param refused keys and tokens from one address that were refused
/// @param account everything in one person's session
/// @param key everything with one API key
record LimitSettings(
        @DefaultValue("3000") @PositiveOrZero int address,
        @DefaultValue("60") @PositiveOrZero int signIn,
        @DefaultValue("30") @PositiveOrZero int refused,
        @DefaultValue("600") @PositiveOrZero int account,
        @DefaultValue("600") @PositiveOrZero int key) {
    int perMinute(Limit limit) {
        return switch (limit) {
            case ADDRESS -> address;
            case SIGN_IN -> signIn;
            case REFUSED -> refused;
            case ACCOUNT -> account;
            case KEY -> key;
        };
    }
}
