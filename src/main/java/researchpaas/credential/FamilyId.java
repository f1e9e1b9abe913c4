package researchpaas.credential;

/// What a program's tokens have in common from sign-in to sign-out: the `sid` of a bearer token.
public record FamilyId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
