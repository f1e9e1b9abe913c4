package researchpaas.answer;

public record ConversationId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
