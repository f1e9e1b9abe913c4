package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts a page's characters into lines in the order in which a person reads them. The order in
/// which the page draws them is right nearly always; only where it clearly is not, the columns are
/// found from the positions. (Sorting every page by position would interleave the columns of every
/// two-column paper.)
public final class ReadingOrder {
    /// So many steps back up, or to and fro between columns, are not yet disorder: figures, notes,
    /// margins.
    private static final int FEW_STEPS = 6;

    private ReadingOrder() {}

    public static List<TextLine> lines(List<Glyph> drawn) {
        List<Glyph> glyphs = Ruby.leftOut(drawn);
        Map<Frame, List<Glyph>> byFrame = new EnumMap<>(Frame.class);
        List<Frame> frames = Writing.frames(glyphs);
        for (int i = 0; i < glyphs.size(); i++) {
            byFrame.computeIfAbsent(frames.get(i), frame -> new ArrayList<>()).add(glyphs.get(i));
        }
        return byFrame.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .flatMap(entry -> ordered(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private static List<TextLine> ordered(Frame frame, List<Glyph> glyphs) {
        List<TextLine> drawn = LineBuilder.lines(frame, glyphs);
        Optional<Gutter> gutter = Gutter.find(drawn);
        List<TextLine> lines = joinRows(drawn, gutter);
        if (!isDisorder(lines, gutter)) {
            return lines;
        }
        List<TextLine> sorted = LineBuilder.lines(frame, sortedByPosition(frame, glyphs));
        return byColumns(sorted);
    }

    /// Cells of a table, and words that stand far apart in a heading, belong to one line.
    private static List<TextLine> joinRows(List<TextLine> lines, Optional<Gutter> gutter) {
        List<TextLine> joined = new ArrayList<>();
        for (TextLine line : lines) {
            if (!joined.isEmpty()) {
                TextLine before = joined.getLast();
                boolean onward = line.start() >= before.end() - 0.3f * before.size();
                boolean apart = gutter.isPresent() && gutter.get().separates(before, line);
                if (before.sameRow(line) && onward && !apart) {
                    joined.set(joined.size() - 1, before.joinedWith(line));
                    continue;
                }
                if (isPrintedTwice(before, line)) {
                    continue;
                }
            }
            joined.add(line);
        }
        return joined;
    }

    private static boolean isPrintedTwice(TextLine one, TextLine other) {
        return one.text().equals(other.text())
                && one.sameRow(other)
                && Math.abs(one.start() - other.start()) < 0.3f * one.size();
    }

    private static boolean isDisorder(List<TextLine> lines, Optional<Gutter> gutter) {
        int upward = 0;
        int crossings = 0;
        for (int i = 1; i < lines.size(); i++) {
            TextLine before = lines.get(i - 1);
            TextLine line = lines.get(i);
            if (line.across() < before.across() - line.size()) {
                upward++;
            }
            if (gutter.isPresent()
                    && gutter.get().separates(before, line)
                    && before.sameRow(line)) {
                crossings++;
            }
        }
        return upward > Math.max(FEW_STEPS, lines.size() / 4)
                || crossings > Math.max(FEW_STEPS, lines.size() / 5);
    }

    private static List<Glyph> sortedByPosition(Frame frame, List<Glyph> glyphs) {
        List<Glyph> byRow = new ArrayList<>(glyphs);
        byRow.sort(Comparator.comparingDouble(frame::across));
        List<Glyph> sorted = new ArrayList<>(glyphs.size());
        int from = 0;
        for (int i = 1; i <= byRow.size(); i++) {
            boolean rowEnds =
                    i == byRow.size()
                            || frame.across(byRow.get(i)) - frame.across(byRow.get(i - 1))
                                    > 0.3f * byRow.get(i).size();
            if (rowEnds) {
                List<Glyph> row = byRow.subList(from, i);
                row.sort(Comparator.comparingDouble(frame::start));
                sorted.addAll(row);
                from = i;
            }
        }
        return sorted;
    }

    /// Lines that reach over the gutter (a title, a wide figure's caption) divide the page into
    /// bands; in each band the left column comes before the right one.
    private static List<TextLine> byColumns(List<TextLine> lines) {
        Optional<Gutter> found = Gutter.find(lines);
        if (found.isEmpty()) {
            return joinRows(lines, found);
        }
        Gutter gutter = found.get();
        List<TextLine> ordered = new ArrayList<>();
        List<TextLine> left = new ArrayList<>();
        List<TextLine> right = new ArrayList<>();
        for (TextLine line : lines) {
            if (gutter.isLeft(line)) {
                left.add(line);
            } else if (gutter.isRight(line)) {
                right.add(line);
            } else {
                ordered.addAll(byColumns(left));
                ordered.addAll(byColumns(right));
                left.clear();
                right.clear();
                ordered.add(line);
            }
        }
        ordered.addAll(byColumns(left));
        ordered.addAll(byColumns(right));
        return ordered;
    }
}
