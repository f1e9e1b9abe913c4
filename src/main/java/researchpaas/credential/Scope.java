package researchpaas.credential;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import researchpaas.account.Permission;

/// What a key is for. It never gives more than its owner has.
public enum Scope {
    SEARCH(Permission.READ),
    ASK(Permission.READ, Permission.ASK),
    INGEST(Permission.WRITE, Permission.DELETE),
    ADMIN(Permission.ADMIN, Permission.WATCH);

    @SuppressWarnings("ImmutableEnumChecker") // a set that takes no change
    private final Set<Permission> permissions;

    Scope(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /// What several give together.
    public static Set<Permission> permissions(Collection<Scope> scopes) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        scopes.forEach(scope -> all.addAll(scope.permissions));
        return all;
    }

    /// As the API writes it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> ofWord(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
