package researchpaas.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.credential.Scope;

/// A key that somebody asks for.
///
/// @param scopes constants
/// @param days 0 for none of those that can be chosen
record KeyForm(String name, List<String> scopes, int days) {
    static final List<Integer> LIFETIMES = List.of(7, 30, 90, 365);

    static final KeyForm BLANK = new KeyForm("", List.of(Scope.SEARCH.name()), 90);

    static KeyForm of(@Nullable String name, @Nullable List<String> scopes, @Nullable String days) {
        int chosen = (int) Numbers.of(days);
        return new KeyForm(
                name == null ? "" : name.strip(),
                scopes == null ? List.of() : List.copyOf(scopes),
                LIFETIMES.contains(chosen) ? chosen : 0);
    }

    /// Unknown ones are left out.
    Set<Scope> chosen() {
        return Arrays.stream(Scope.values())
                .filter(scope -> scopes.contains(scope.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
