package researchpaas.ingest.extract.layout;

import org.jspecify.annotations.Nullable;
import researchpaas.document.HiddenText;

/// One drawn character (or ligature), in points from the page's top left corner after rotation.
///
/// @param text as the font maps it, not yet cleaned
/// @param size of the font, in points
/// @param strong bold, or a Japanese gothic face
/// @param turn degrees counter-clockwise by which the line is turned on the page: 0, 90, 180, 270
/// @param hidden why nobody sees it; absent when it is seen
public record Glyph(
        String text,
        float left,
        float top,
        float right,
        float bottom,
        float size,
        boolean strong,
        int turn,
        HiddenText.@Nullable Kind hidden) {
    /// The part of the font size that stands above the baseline.
    static final float ASCENT = 0.85f;

    /// A character's rectangle from its place on the baseline.
    public static Glyph at(
            String text, float x, float y, float width, float size, boolean strong, int turn) {
        float up = size * ASCENT;
        float down = size - up;
        return switch (turn) {
            case 90 -> new Glyph(text, x - up, y - width, x + down, y, size, strong, turn, null);
            case 180 -> new Glyph(text, x - width, y - down, x, y + up, size, strong, turn, null);
            case 270 -> new Glyph(text, x - down, y, x + up, y + width, size, strong, turn, null);
            default -> new Glyph(text, x, y - up, x + width, y + down, size, strong, 0, null);
        };
    }

    public Glyph hiddenBy(HiddenText.Kind kind) {
        return new Glyph(text, left, top, right, bottom, size, strong, turn, kind);
    }

    float middleX() {
        return (left + right) / 2;
    }
}
