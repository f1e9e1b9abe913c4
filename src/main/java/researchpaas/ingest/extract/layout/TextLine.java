package researchpaas.ingest.extract.layout;

import researchpaas.document.Box;
import researchpaas.ingest.extract.letters.Letters;

/// A line of text as it stands on the page. `start`, `end` and `across` are seen through the frame;
/// the box is on paper.
///
/// @param text clean, without spaces at its ends
/// @param across the baseline, growing in the order of reading
/// @param size of most of its characters, in points
/// @param strong whether most of it is bold
/// @param cells whether it is made of parts that stand far apart, like a row of a table
public record TextLine(
        String text,
        Frame frame,
        float start,
        float end,
        float across,
        float size,
        boolean strong,
        boolean cells,
        Box box) {

    boolean sameRow(TextLine other) {
        return frame == other.frame
                && Math.abs(across - other.across) <= 0.45f * Math.max(size, other.size);
    }

    /// One line out of two that stand on one row, this one first.
    TextLine joinedWith(TextLine next) {
        boolean gap = next.start - end > 0.15f * Math.max(size, next.size);
        boolean wide = next.start - end > 1.4f * Math.max(size, next.size);
        boolean space =
                gap && (Letters.needsSpace(text, next.text) || next.start - end > 0.8f * size);
        TextLine longer = text.length() >= next.text.length() ? this : next;
        return new TextLine(
                text + (space ? " " : "") + next.text,
                frame,
                Math.min(start, next.start),
                Math.max(end, next.end),
                longer.across,
                longer.size,
                longer.strong,
                wide || cells || next.cells,
                union(box, next.box));
    }

    public static Box union(Box one, Box other) {
        float left = Math.min(one.x(), other.x());
        float top = Math.min(one.y(), other.y());
        float right = Math.max(one.x() + one.width(), other.x() + other.width());
        float bottom = Math.max(one.y() + one.height(), other.y() + other.height());
        return new Box(left, top, right - left, bottom - top);
    }
}
