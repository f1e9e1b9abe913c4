package researchpaas.web;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import researchpaas.search.Highlighter.Span;

/// The part of a passage that a list of results has room for: the stretch with the most marks.
final class Excerpt {
    private static final int LATIN = 360;
    private static final int CJK = 180;
    private static final String ENDS = "\n。．？！";

    private Excerpt() {}

    static List<Piece> of(String text, List<Span> marks, boolean japanese) {
        int room = japanese ? CJK : LATIN;
        if (text.length() <= room) {
            return Piece.cut(text, marks);
        }
        int start = start(text, marks, room);
        int end = start + room >= text.length() ? text.length() : wordBorder(text, start + room);
        List<Piece> pieces = new ArrayList<>();
        if (start > 0) {
            pieces.add(Piece.plain("… "));
        }
        pieces.addAll(Piece.cut(text.substring(start, end), shifted(marks, start, end)));
        if (end < text.length()) {
            pieces.add(Piece.plain(" …"));
        }
        return pieces;
    }

    private static int start(String text, List<Span> marks, int room) {
        int best = 0;
        long most = 0;
        for (Span mark : marks) {
            long count =
                    marks.stream()
                            .filter(m ->
                                    m.start() >= mark.start()
                                            && m.end() <= mark.start() + room * 3 / 4)
                            .count();
            if (count > most) {
                most = count;
                best = mark.start();
            }
        }
        int latest = Math.min(best, text.length() - room / 2);
        return sentence(text, Math.max(0, latest - room / 2), latest);
    }

    /// The last beginning of a sentence or line in the stretch, else the place where a line may
    /// break that leaves some words before the mark.
    private static int sentence(String text, int from, int to) {
        for (int at = to; at > from; at--) {
            if (ENDS.indexOf(text.charAt(at - 1)) >= 0 || text.startsWith(". ", at - 2)) {
                return at;
            }
        }
        return from == 0 ? 0 : wordBorder(text, from + (to - from) / 2);
    }

    /// The last place at or before `at` where a line may break; never inside a surrogate pair.
    private static int wordBorder(String text, int at) {
        BreakIterator lines = BreakIterator.getLineInstance(Locale.ROOT);
        lines.setText(text);
        int border = lines.isBoundary(at) ? at : lines.preceding(at);
        return Math.max(0, border);
    }

    private static List<Span> shifted(List<Span> marks, int start, int end) {
        return marks.stream()
                .filter(mark -> mark.start() >= start && mark.end() <= end)
                .map(mark -> new Span(mark.start() - start, mark.end() - start))
                .toList();
    }
}
