package researchpaas.account;

public record AccountId(long value) {
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
