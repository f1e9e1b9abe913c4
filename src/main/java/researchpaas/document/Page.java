package researchpaas.document;

import java.util.List;

/// One page's text in reading order. A format without pages is one page with no lines and the size
/// 0 × 0.
///
/// @param number from 1
/// @param text UTF-16 without NUL and lone surrogates (PostgreSQL refuses them)
/// @param width points
/// @param height points
/// @param lines in the order of their offsets; may be empty
/// @param hidden what a person does not see of it, in the order of the offsets
public record Page(
        int number,
        String text,
        float width,
        float height,
        List<Line> lines,
        List<HiddenText> hidden) {
    public Page {
        lines = List.copyOf(lines);
        hidden = List.copyOf(hidden);
    }

    /// A page on which everything is seen.
    public Page(int number, String text, float width, float height, List<Line> lines) {
        this(number, text, width, height, lines, List.of());
    }

    /// The text that people see, at the same offsets: what is hidden is spaces.
    public String shown() {
        return HiddenText.without(hidden, text);
    }
}
