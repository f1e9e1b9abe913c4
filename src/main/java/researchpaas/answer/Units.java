package researchpaas.answer;

import java.util.ArrayList;
import java.util.List;
import researchpaas.document.Sentences;
import researchpaas.document.Sentences.Span;

/// What can be quoted by itself: a sentence, a row of a table, a point of a list. A line feed
/// within a sentence that goes on is white space; one between rows, points and headings is not.
final class Units {
    private static final String BULLETS = "•・‣◦-*–■□●○◆";

    /// A line of this length may be broken for its width.
    private static final int WIDE_LINE = 48;

    private static final int WIDE_LINE_JAPANESE = 30;

    private Units() {}

    static List<Span> of(String text) {
        List<Span> units = new ArrayList<>();
        for (Span sentence : Sentences.of(text, 0, text.length())) {
            int start = sentence.start();
            for (int at = sentence.start(); at < sentence.end(); at++) {
                if (text.charAt(at) == '\n' && divides(text, start, at, sentence.end())) {
                    add(units, text, start, at);
                    start = at + 1;
                }
            }
            add(units, text, start, sentence.end());
        }
        return units;
    }

    private static void add(List<Span> units, String text, int start, int end) {
        Span span = Sentences.trimmed(text, start, end);
        if (span.length() > 0) {
            units.add(span);
        }
    }

    private static boolean divides(String text, int start, int at, int end) {
        int next = at + 1;
        while (next < end && Sentences.isSpace(text.charAt(next))) {
            next++;
        }
        if (next >= end) {
            return true;
        }
        int lineStart = Math.max(start, text.lastIndexOf('\n', at - 1) + 1);
        String before = text.substring(lineStart, at).strip();
        String after = text.substring(next, lineEnd(text, next, end));
        if (before.isEmpty() || isRow(before) || isRow(after) || beginsPoint(after)) {
            return true;
        }
        char last = before.charAt(before.length() - 1);
        boolean japanese = Sentences.isJapanese(last) || Sentences.isJapanese(after.charAt(0));
        if (japanese) {
            return before.length() < WIDE_LINE_JAPANESE || "表図".indexOf(after.charAt(0)) >= 0;
        }
        return before.length() < WIDE_LINE
                || !(Character.isLowerCase(after.charAt(0)) || last == ',' || last == '-');
    }

    private static int lineEnd(String text, int from, int end) {
        int at = text.indexOf('\n', from);
        return at < 0 ? end : Math.min(at, end);
    }

    private static boolean isRow(String line) {
        return line.contains(" | ")
                || line.contains("；")
                || (line.contains("; ") && line.contains(": "));
    }

    private static boolean beginsPoint(String line) {
        return BULLETS.indexOf(line.charAt(0)) >= 0 || line.matches("(?s)[(（]?\\d{1,2}[.)）]\\s.*");
    }
}
