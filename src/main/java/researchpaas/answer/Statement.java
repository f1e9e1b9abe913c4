package researchpaas.answer;

import java.util.List;

/// One thing that is said, with what proves it.
///
/// @param text one or two sentences; a model's words, or the source's where no model wrote
/// @param citations never empty
/// @param marked that only a part of it is proved, and that it is to be shown so
public record Statement(String text, List<Citation> citations, boolean marked) {
    public Statement {
        if (citations.isEmpty()) {
            throw new IllegalArgumentException("A statement without a citation is not shown.");
        }
        citations = List.copyOf(citations);
    }
}
