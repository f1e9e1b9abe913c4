package researchpaas.account;

/// What somebody is in the department, the one who may do most first. Comes from the operator's
/// configuration or an administrator, never from a guess about an address.
public enum Role {
    ADMIN,
    FACULTY,
    STUDENT,
    GUEST
}
