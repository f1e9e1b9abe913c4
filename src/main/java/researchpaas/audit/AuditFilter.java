package researchpaas.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which entries are asked for; what is absent restricts nothing.
///
/// @param person the number of an account that did it, or to which it was done
/// @param from inclusive
/// @param until exclusive
public record AuditFilter(
        @Nullable AuditAction action,
        @Nullable Outcome outcome,
        @Nullable Long person,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static AuditFilter everything() {
        return new AuditFilter(null, null, null, null, null);
    }
}
