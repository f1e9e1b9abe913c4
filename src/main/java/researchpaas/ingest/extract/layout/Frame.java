package researchpaas.ingest.extract.layout;

/// The direction of writing. Seen through it, every text runs from left to right (`along`) in lines
/// from top to bottom (`across`), so that the layout is found by one set of rules.
public enum Frame {
    HORIZONTAL,
    /// Japanese in columns from right to left.
    VERTICAL,
    /// A line turned counter-clockwise, read upwards.
    UPWARD,
    /// A line turned clockwise, read downwards.
    DOWNWARD,
    UPSIDE_DOWN;

    static Frame ofTurn(int turn) {
        return switch (turn) {
            case 90 -> UPWARD;
            case 180 -> UPSIDE_DOWN;
            case 270 -> DOWNWARD;
            default -> HORIZONTAL;
        };
    }

    float start(Glyph glyph) {
        return switch (this) {
            case HORIZONTAL -> glyph.left();
            case VERTICAL, DOWNWARD -> glyph.top();
            case UPWARD -> -glyph.bottom();
            case UPSIDE_DOWN -> -glyph.right();
        };
    }

    float end(Glyph glyph) {
        return switch (this) {
            case HORIZONTAL -> glyph.right();
            case VERTICAL, DOWNWARD -> glyph.bottom();
            case UPWARD -> -glyph.top();
            case UPSIDE_DOWN -> -glyph.left();
        };
    }

    /// Where the line stands: its baseline, or the middle of a column. Grows in the order of
    /// reading.
    float across(Glyph glyph) {
        float descent = glyph.size() * (1 - Glyph.ASCENT);
        return switch (this) {
            case HORIZONTAL -> glyph.bottom() - descent;
            case VERTICAL -> -glyph.middleX();
            case UPWARD -> glyph.right() - descent;
            case DOWNWARD -> -(glyph.left() + descent);
            case UPSIDE_DOWN -> -(glyph.top() + descent);
        };
    }
}
