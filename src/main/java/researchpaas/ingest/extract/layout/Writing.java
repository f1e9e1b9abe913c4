package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import researchpaas.ingest.extract.letters.Letters;

/// Tells Japanese columns from rows by how the characters follow each other. A vertical page still
/// has rows: its running head, its page number, numbers set upright inside a column.
final class Writing {
    /// Upright numbers inside a column have at most this many digits.
    private static final int LONGEST_UPRIGHT = 3;

    private Writing() {}

    /// The frame of each glyph.
    static List<Frame> frames(List<Glyph> glyphs) {
        List<Frame> frames = new ArrayList<>(glyphs.size());
        if (!isVertical(glyphs)) {
            glyphs.forEach(glyph -> frames.add(Frame.ofTurn(glyph.turn())));
            return frames;
        }
        for (int from = 0; from < glyphs.size(); ) {
            int to = from + 1;
            while (to < glyphs.size() && isBeside(glyphs.get(to - 1), glyphs.get(to))) {
                to++;
            }
            frames.addAll(Collections.nCopies(to - from, frameOfRow(glyphs, from, to)));
            from = to;
        }
        return frames;
    }

    /// Whether most neighbours among the Japanese characters stand under each other.
    private static boolean isVertical(List<Glyph> glyphs) {
        int down = 0;
        int right = 0;
        for (int i = 1; i < glyphs.size(); i++) {
            Glyph one = glyphs.get(i - 1);
            Glyph next = glyphs.get(i);
            if (Letters.isCjk(one.text().codePointAt(0))
                    && Letters.isCjk(next.text().codePointAt(0))) {
                down += isUnder(one, next) ? 1 : 0;
                right += isBeside(one, next) ? 1 : 0;
            }
        }
        return down > right;
    }

    private static Frame frameOfRow(List<Glyph> glyphs, int from, int to) {
        Glyph first = glyphs.get(from);
        if (first.turn() != 0) {
            return first.turn() == 270 ? Frame.VERTICAL : Frame.ofTurn(first.turn());
        }
        if (to - from > LONGEST_UPRIGHT) {
            return Frame.HORIZONTAL;
        }
        boolean inColumn =
                (from > 0 && isUnder(glyphs.get(from - 1), first))
                        || (to < glyphs.size() && isUnder(glyphs.get(to - 1), glyphs.get(to)));
        // the last character of a paragraph may stand alone in its column
        boolean aloneInColumn = to - from == 1 && Letters.isCjk(first.text().codePointAt(0));
        return inColumn || aloneInColumn ? Frame.VERTICAL : Frame.HORIZONTAL;
    }

    private static boolean isUnder(Glyph one, Glyph next) {
        float step = next.top() - one.top();
        float size = Math.max(one.size(), next.size());
        return Math.abs(next.middleX() - one.middleX()) < 0.8f * size
                && step > 0.3f * size
                && step < 2.5f * size;
    }

    private static boolean isBeside(Glyph one, Glyph next) {
        float size = Math.max(one.size(), next.size());
        float gap = next.left() - one.right();
        return one.turn() == next.turn()
                && Math.abs(next.top() - one.top()) < 0.3f * size
                && gap > -0.5f * size
                && gap < size
                && next.left() - one.left() > 0.2f * size;
    }
}
