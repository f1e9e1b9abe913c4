package researchpaas.account;

import java.util.Set;

/// The person on whose behalf something is read. Built once per request; a parameter of every
/// method that returns content, so that no door can forget it.
///
/// @param name what logs and pages may call the reader
/// @param principals the access-list entries that this reader holds
/// @param seesEverything true only for the fixed local reader of development without login
public record Reader(String name, Set<Principal> principals, boolean seesEverything) {
    public Reader {
        principals = Set.copyOf(principals);
    }

    /// A reader who sees what the given principals may see, and nothing else.
    public static Reader holding(String name, Principal... principals) {
        return new Reader(name, Set.of(principals), false);
    }

    /// The one reader of development without login.
    public static Reader local() {
        return new Reader("local", Set.of(Principal.ANYONE), true);
    }

    /// A reader who holds nothing but what everybody holds.
    public static Reader nobody() {
        return new Reader("nobody", Set.of(Principal.ANYONE), false);
    }
}
