package researchpaas.credential;

public record KeyId(long value) {
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
