package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.document.HiddenText;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.HiddenMarks;
import researchpaas.ingest.extract.letters.Letters;

/// Joins characters, in the order given, to runs that stand on one row without a wide gap.
final class LineBuilder {
    /// Parts of the font size. A gap wider than this ends a run: a column, a cell of a table.
    private static final float WIDE_GAP = 1.5f;

    private static final float WORD_GAP = 0.12f;

    /// Typesetters put a quarter of an em between a Japanese and a Latin letter; nobody typed it.
    private static final float MIXED_WORD_GAP = 0.4f;

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
    private final List<Tally> tallies = new ArrayList<>();
    private @Nullable Tally usual;
    private int strongCount;
    private int letterCount;

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
        if (last == null || usual == null) {
            startLine(glyph);
            return;
        }
        float size = Math.max(glyph.size(), usual.size);
        float gap = frame.start(glyph) - end;
        if (isDrawnTwice(glyph, last)) {
            return;
        }
        boolean sameRow = Math.abs(frame.across(glyph) - usual.across) <= SAME_ROW * size;
        boolean onward = gap >= -BACKWARD * size || Diacritics.isMark(last.text());
        if ((sameRow && onward && gap <= WIDE_GAP * size) || isUprightNumber(glyph, last)) {
            append(glyph, gap);
        } else {
            endLine();
            startLine(glyph);
        }
    }

    /// Digits side by side inside a vertical column.
    private boolean isUprightNumber(Glyph glyph, Glyph earlier) {
        return frame == Frame.VERTICAL
                && Math.abs(glyph.top() - earlier.top()) < 0.2f * glyph.size()
                && Math.abs(glyph.left() - earlier.right()) < 0.2f * glyph.size();
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
        tallies.clear();
        usual = null;
        strongCount = 0;
        letterCount = 0;
        markHidden(glyph.hidden());
        text.append(glyph.text());
        countIn(glyph);
    }

    /// What nobody sees stands between marks, which become offsets when the page is handed over.
    private void markHidden(HiddenText.@Nullable Kind kind) {
        HiddenText.@Nullable Kind before = last == null ? null : last.hidden();
        if (kind == before) {
            return;
        }
        if (before != null) {
            text.append(HiddenMarks.END);
        }
        if (kind != null) {
            text.append(HiddenMarks.begin(kind));
        }
    }

    private void append(Glyph glyph, float gap) {
        boolean marked = last != null && Diacritics.compose(text, last, glyph, gap);
        if (!marked) {
            if (isWordGap(glyph, gap)) {
                text.append(' ');
            }
            markHidden(glyph.hidden());
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
        Tally tally =
                tallies.stream()
                        .filter(one -> Math.abs(one.size - glyph.size()) <= 0.02f * one.size)
                        .findFirst()
                        .orElseGet(() -> newTally(glyph));
        tally.count++;
        if (usual == null || tally.count > usual.count) {
            usual = tally;
        }
        if (Character.isLetter(glyph.text().codePointAt(0))) {
            // a section's number is set in another face often enough
            strongCount += glyph.strong() ? 1 : 0;
            letterCount++;
        }
        last = glyph;
    }

    private Tally newTally(Glyph glyph) {
        Tally tally = new Tally(glyph.size(), frame.across(glyph));
        tallies.add(tally);
        return tally;
    }

    /// How many characters of the line have one size.
    private static final class Tally {
        private final float size;
        private final float across;
        private int count;

        private Tally(float size, float across) {
            this.size = size;
            this.across = across;
        }
    }

    private boolean isWordGap(Glyph glyph, float gap) {
        if (text.isEmpty()
                || Character.isWhitespace(text.charAt(text.length() - 1))
                || glyph.text().isBlank()) {
            return false;
        }
        boolean left = Letters.isCjk(text.codePointBefore(text.length()));
        boolean right = Letters.isCjk(glyph.text().codePointAt(0));
        float least = left && right ? CJK_WORD_GAP : left || right ? MIXED_WORD_GAP : WORD_GAP;
        return gap > least * Math.min(glyph.size(), usual == null ? glyph.size() : usual.size);
    }

    private void endLine() {
        markHidden(null);
        String clean = CleanText.of(text.toString()).replaceAll("\\s+", " ").strip();
        if (usual != null && !clean.isEmpty()) {
            Box box = new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
            lines.add(
                    new TextLine(
                            clean,
                            frame,
                            start,
                            end,
                            usual.across,
                            usual.size,
                            strongCount * 2 > letterCount,
                            false,
                            box));
        }
        text.setLength(0);
        last = null;
        usual = null;
    }
}
