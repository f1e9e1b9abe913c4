package researchpaas.web;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Account;
import researchpaas.account.Permission;
import researchpaas.account.Reader;

/// Who looks at a page, as its head shows it.
///
/// @param name empty for somebody who has not signed in
/// @param role the role's constant; empty for somebody without an account
/// @param open whether the library runs without sign-in
/// @param permissions their constants
record Visitor(String name, String role, boolean open, Set<String> permissions) {
    static Visitor of(Reader reader, @Nullable Account account) {
        return new Visitor(
                account == null ? "" : account.name(),
                account == null ? "" : account.role().name(),
                reader.seesEverything(),
                reader.permissions().stream()
                        .map(Permission::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Where it could not be found out, because nothing works.
    static Visitor unknown() {
        return new Visitor("", "", false, Set.of());
    }

    public boolean signedIn() {
        return !role.isEmpty();
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
