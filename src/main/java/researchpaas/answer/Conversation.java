package researchpaas.answer;

import java.time.Instant;

/// Questions that follow from each other, and what was answered.
///
/// @param title the first question's beginning, until its owner calls it otherwise
/// @param exchanges how many there are, at least 1
/// @param updatedAt when the last was added
public record Conversation(
        ConversationId id, String title, int exchanges, Instant createdAt, Instant updatedAt) {
    public static final int LONGEST_TITLE = 200;

    /// How many questions one may have.
    public static final int MOST_EXCHANGES = 50;

    private static final int TITLE_FROM_QUESTION = 80;

    static String titleOf(String question) {
        String line = question.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= TITLE_FROM_QUESTION
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_FROM_QUESTION - 1)).strip()
                        + "…";
    }
}
