package researchpaas.search;

import java.util.List;

/// Marks where a question's words stand in a text, by the analysis that the word leg uses.
public interface Highlighter {
    /// One list for each text, ordered, not overlapping.
    List<List<Span>> highlight(String words, List<String> texts);

    /// @param start UTF-16 offset
    /// @param end behind the last character
    record Span(int start, int end) {}
}
