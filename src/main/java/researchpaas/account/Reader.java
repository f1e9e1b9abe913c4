package researchpaas.account;

import java.util.Arrays;
import java.util.Set;

/// The person on whose behalf something is read. Built once per request; a parameter of every
/// method that returns content, so that no door can forget it.
///
/// @param name what logs and pages may call the reader
/// @param principals the access-list entries that this reader holds
/// @param seesEverything true only for the fixed local reader of development without login
/// @param permissions what he may do; what he may do it to is decided by his principals
public record Reader(
        String name,
        Set<Principal> principals,
        boolean seesEverything,
        Set<Permission> permissions) {
    public Reader {
        principals = Set.copyOf(principals);
        permissions = Set.copyOf(permissions);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /// A reader who sees what the given principals may see, and nothing else.
    public static Reader holding(String name, Principal... principals) {
        return new Reader(name, Set.of(principals), false, Set.of(Permission.READ, Permission.ASK));
    }

    /// The one reader of development without login.
    public static Reader local() {
        return new Reader(
                "local",
                Set.of(Principal.ANYONE),
                true,
                Set.copyOf(Arrays.asList(Permission.values())));
    }

    /// A reader who holds nothing but what everybody holds.
    public static Reader nobody() {
        return new Reader("nobody", Set.of(Principal.ANYONE), false, Set.of());
    }
}
