package researchpaas.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of who may see an item of a drive, as the drive tells it.
///
/// @param to address of a USER or GROUP, name of a DOMAIN; absent for ANYONE, and where the drive
///   does not tell
/// @param discoverable for DOMAIN and ANYONE: false where one must have the link
/// @param expires from then on it grants nothing
/// @param deleted the account behind it is gone
public record Grant(
        Type type,
        @Nullable String to,
        boolean discoverable,
        @Nullable Instant expires,
        boolean deleted) {
    public enum Type {
        USER,
        GROUP,
        DOMAIN,
        ANYONE
    }
}
