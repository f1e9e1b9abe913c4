package researchpaas.ingest.googledrive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a sharing dialogue.
///
/// @param type user, group, domain or anyone
/// @param who address or domain; empty for anyone
/// @param discoverable with domain and anyone: found without the link
/// @param deleted the account behind it is gone
public record WorldPermission(
        String id,
        String type,
        String who,
        String role,
        boolean discoverable,
        @Nullable Instant expires,
        boolean deleted) {
    public static WorldPermission user(String address, String role) {
        return new WorldPermission("u" + address, "user", address, role, false, null, false);
    }

    public static WorldPermission group(String address) {
        return new WorldPermission("g" + address, "group", address, "reader", false, null, false);
    }

    public static WorldPermission domain(String domain, boolean discoverable) {
        return new WorldPermission(
                "d" + domain, "domain", domain, "reader", discoverable, null, false);
    }

    public static WorldPermission anyone(boolean discoverable) {
        return new WorldPermission("anyone", "anyone", "", "reader", discoverable, null, false);
    }

    public WorldPermission until(Instant end) {
        return new WorldPermission(id, type, who, role, discoverable, end, deleted);
    }

    public WorldPermission ofDeletedAccount() {
        return new WorldPermission(id, type, who, role, discoverable, expires, true);
    }
}
