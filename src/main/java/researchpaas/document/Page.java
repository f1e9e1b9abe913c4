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
public record Page(int number, String text, float width, float height, List<Line> lines) {
    public Page {
        lines = List.copyOf(lines);
    }
}
