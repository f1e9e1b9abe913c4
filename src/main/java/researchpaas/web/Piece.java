package researchpaas.web;

import java.util.ArrayList;
import java.util.List;
import researchpaas.search.Highlighter.Span;

/// A run of text that is marked or not. Pages escape each run on its own, so a mark never lets
/// markup through.
///
/// @param word a word of the question
/// @param passage part of the passage that was found
/// @param anchor the passage begins here
record Piece(String text, boolean word, boolean passage, boolean anchor) {
    static Piece plain(String text) {
        return new Piece(text, false, false, false);
    }

    /// Cuts a text at its marks.
    static List<Piece> cut(String text, List<Span> words) {
        return cut(text, words, new Span(0, 0));
    }

    static List<Piece> cut(String text, List<Span> words, Span passage) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = nextBorder(at, text.length(), words, passage);
            boolean found = inside(at, List.of(passage));
            pieces.add(
                    new Piece(
                            text.substring(at, end),
                            inside(at, words),
                            found,
                            found && at == passage.start()));
            at = end;
        }
        return pieces;
    }

    private static int nextBorder(int at, int length, List<Span> words, Span passage) {
        int next = length;
        for (Span span : words) {
            next = nearer(at, span, next);
        }
        return nearer(at, passage, next);
    }

    private static int nearer(int at, Span span, int next) {
        int border = span.start() > at ? span.start() : span.end();
        return border > at && border < next ? border : next;
    }

    private static boolean inside(int at, List<Span> spans) {
        return spans.stream().anyMatch(span -> span.start() <= at && at < span.end());
    }
}
