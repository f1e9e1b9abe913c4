package researchpaas.account;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The person on whose behalf something is read. Built once per request; a parameter of every
/// method that returns content, so that no door can forget it.
///
/// @param name what logs and pages may call the reader
/// @param principals the access-list entries that this reader holds
/// @param seesEverything true only for the fixed local reader of development without login
/// @param permissions what he may do; what he may do it to is decided by his principals
/// @param account absent for readers who have none
public record Reader(
        String name,
        Set<Principal> principals,
        boolean seesEverything,
        Set<Permission> permissions,
        @Nullable AccountId account) {
    public Reader {
        principals = Set.copyOf(principals);
        permissions = Set.copyOf(permissions);
    }

    /// A reader who sees what the given principals may see, and nothing else.
    public static Reader holding(String name, Principal... principals) {
        return new Reader(
                name, Set.of(principals), false, EnumSet.of(Permission.READ, Permission.ASK), null);
    }

    /// The one reader of development without login.
    public static Reader local() {
        return new Reader(
                "local", Set.of(Principal.ANYONE), true, EnumSet.allOf(Permission.class), null);
    }

    /// A reader who holds nothing but what everybody holds, and may do nothing.
    public static Reader nobody() {
        return new Reader("nobody", Set.of(Principal.ANYONE), false, Set.of(), null);
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
