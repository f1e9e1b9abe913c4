package researchpaas.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;

/// Joins characters, in the order given, to runs that stand on one row without a wide gap.
final class LineBuilder {
    /// Parts of the font size. A gap wider than this ends a run: a column, a cell of a table.
    private static final float WIDE_GAP = 1.5f;

    private static final float WORD_GAP = 0.17f;

    /// Justified Japanese is spread, so only a gap that a reader takes for a space counts.
    private static final float CJK_WORD_GAP = 0.7f;

    private static final float SAME_ROW = 0.45f;
    private static final float BACKWARD = 0.6f;

    private final Frame frame;
    private final List<TextLine> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Glyph last;
    private float start;
    private float end;
    private float left;
    private float top;
    private float right;
    private float bottom;
    private float bigAcross;
    private float bigSize;
    private int bigCount;
    private int strongCount;
    private int count;

    LineBuilder(Frame frame) {
        this.frame = frame;
    }

    static List<TextLine> lines(Frame frame, Iterable<Glyph> glyphs) {
        LineBuilder builder = new LineBuilder(frame);
        glyphs.forEach(builder::add);
        builder.endLine();
        return builder.lines;
    }

    private void add(Glyph glyph) {
        if (last == null) {
            startLine(glyph);
            return;
        }
        float size = Math.max(glyph.size(), bigSize);
        float gap = frame.start(glyph) - end;
        if (isDrawnTwice(glyph, last)) {
            return;
        }
        if (Math.abs(frame.across(glyph) - bigAcross) > SAME_ROW * size
                || gap > WIDE_GAP * size
                || (gap < -BACKWARD * size && !Diacritics.isMark(last.text()))) {
            endLine();
            startLine(glyph);
            return;
        }
        append(glyph, gap);
    }

    /// Some programs print a letter twice for a bold look.
    private boolean isDrawnTwice(Glyph glyph, Glyph earlier) {
        return glyph.text().equals(earlier.text())
                && Math.abs(frame.start(glyph) - frame.start(earlier)) < 0.15f * glyph.size()
                && Math.abs(frame.across(glyph) - frame.across(earlier)) < 0.15f * glyph.size();
    }

    private void startLine(Glyph glyph) {
        start = frame.start(glyph);
        end = frame.end(glyph);
        left = glyph.left();
        top = glyph.top();
        right = glyph.right();
        bottom = glyph.bottom();
        bigAcross = frame.across(glyph);
        bigSize = glyph.size();
        bigCount = 0;
        strongCount = 0;
        count = 0;
        text.append(glyph.text());
        countIn(glyph);
    }

    private void append(Glyph glyph, float gap) {
        boolean marked = last != null && Diacritics.compose(text, last, glyph, gap);
        if (!marked) {
            if (isWordGap(glyph, gap)) {
                text.append(' ');
            }
            text.append(glyph.text());
        }
        end = Math.max(end, frame.end(glyph));
        left = Math.min(left, glyph.left());
        top = Math.min(top, glyph.top());
        right = Math.max(right, glyph.right());
        bottom = Math.max(bottom, glyph.bottom());
        countIn(glyph);
    }

    /// The size that most characters have is the line's size, and theirs is its baseline: a
    /// footnote mark moves neither.
    private void countIn(Glyph glyph) {
        if (glyph.size() > bigSize * 1.02f && bigCount < 3) {
            bigSize = glyph.size();
            bigAcross = frame.across(glyph);
            bigCount = 0;
        } else if (glyph.size() < bigSize * 0.98f && bigCount * 2 < count) {
            bigSize = glyph.size();
            bigAcross = frame.across(glyph);
            bigCount = 0;
        }
        if (Math.abs(glyph.size() - bigSize) <= bigSize * 0.02f) {
            bigCount++;
        }
        strongCount += glyph.strong() ? 1 : 0;
        count++;
        last = glyph;
    }

    private boolean isWordGap(Glyph glyph, float gap) {
        if (text.isEmpty()
                || Character.isWhitespace(text.charAt(text.length() - 1))
                || glyph.text().isBlank()) {
            return false;
        }
        boolean cjk =
                Letters.isCjk(text.codePointBefore(text.length()))
                        && Letters.isCjk(glyph.text().codePointAt(0));
        return gap > (cjk ? CJK_WORD_GAP : WORD_GAP) * Math.min(glyph.size(), bigSize);
    }

    private void endLine() {
        String clean = CleanText.of(text.toString()).replaceAll("\\s+", " ").strip();
        if (last != null && !clean.isEmpty()) {
            Box box = new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
            lines.add(
                    new TextLine(
                            clean,
                            frame,
                            start,
                            end,
                            bigAcross,
                            bigSize,
                            strongCount * 2 > count,
                            box));
        }
        text.setLength(0);
        last = null;
    }
}
