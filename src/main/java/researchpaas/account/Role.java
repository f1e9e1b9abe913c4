package researchpaas.account;

import static researchpaas.account.Permission.ASK;
import static researchpaas.account.Permission.DELETE;
import static researchpaas.account.Permission.READ;
import static researchpaas.account.Permission.SHARE;
import static researchpaas.account.Permission.WATCH;
import static researchpaas.account.Permission.WRITE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What somebody is in the department, the one who may do most first. Comes from the operator's
/// configuration or an administrator, never from a guess about an address.
public enum Role {
    ADMIN(READ, ASK, WRITE, DELETE, Permission.ADMIN, WATCH),
    FACULTY(READ, ASK, WRITE, DELETE, SHARE),
    STUDENT(READ, ASK, WRITE),
    GUEST(READ, ASK);

    @SuppressWarnings("ImmutableEnumChecker") // a set that takes no change
    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /// Whether what is visible to the other role is visible to this one.
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }

    /// This one and every one that it includes.
    public List<Role> included() {
        return Arrays.stream(values()).filter(this::includes).toList();
    }

    /// As access lists and settings write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
