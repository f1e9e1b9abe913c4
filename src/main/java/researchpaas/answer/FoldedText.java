package researchpaas.answer;

import java.text.Normalizer;
import java.util.Arrays;

/// A text as quotes are compared: compatibility forms, case, dashes and quotation marks made one,
/// white space, hyphens at a line's end and characters without looks left out; and from each place
/// the way back.
final class FoldedText {
    private static final String SINGLE_QUOTES = "‘’‛′`´";
    private static final String DOUBLE_QUOTES = "“”„‟″";
    private static final String DASHES = "‐‑‒–—―−﹣";

    private final String original;
    private final String folded;
    private final int[] starts;
    private final int[] ends;

    private FoldedText(String original, String folded, int[] starts, int[] ends) {
        this.original = original;
        this.folded = folded;
        this.starts = starts;
        this.ends = ends;
    }

    static FoldedText of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        int[] starts = new int[text.length() * 2 + 8];
        int[] ends = new int[starts.length];
        for (int i = 0; i < text.length(); ) {
            int next = next(text, i);
            String plain = plain(text, i, next);
            for (int k = 0; k < plain.length(); k++) {
                if (folded.length() == starts.length) {
                    starts = Arrays.copyOf(starts, starts.length * 2);
                    ends = Arrays.copyOf(ends, ends.length * 2);
                }
                starts[folded.length()] = i;
                ends[folded.length()] = next;
                folded.append(plain.charAt(k));
            }
            i = next;
        }
        return new FoldedText(text, folded.toString(), starts, ends);
    }

    /// A character with the marks that combine with it: か and its voicing mark are one.
    private static int next(String text, int from) {
        int at = from + Character.charCount(text.codePointAt(from));
        while (at < text.length() && combines(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean combines(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                // half-width voicing marks
                || point == 0xff9e
                || point == 0xff9f;
    }

    private static String plain(String text, int start, int end) {
        if (end == start + 1 && text.charAt(start) < 0x80) {
            return plainAscii(text, start);
        }
        String normal = Normalizer.normalize(text.substring(start, end), Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder();
        normal.codePoints()
                .filter(point ->
                        !Character.isWhitespace(point)
                                && !Character.isSpaceChar(point)
                                && Character.getType(point) != Character.FORMAT
                                && Character.getType(point) != Character.CONTROL)
                .map(FoldedText::oneForm)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String plainAscii(String text, int at) {
        char c = text.charAt(at);
        if (c <= ' ' || c == 0x7f) {
            return "";
        }
        // a hyphen that divides a word at the line's end
        if (c == '-' && at > 0 && Character.isLetter(text.charAt(at - 1)) && endsLine(text, at)) {
            return "";
        }
        return String.valueOf((char) oneForm(c));
    }

    private static boolean endsLine(String text, int hyphen) {
        int at = hyphen + 1;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\r')) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '\n';
    }

    private static int oneForm(int point) {
        if (SINGLE_QUOTES.indexOf(point) >= 0) {
            return '\'';
        }
        if (DOUBLE_QUOTES.indexOf(point) >= 0) {
            return '"';
        }
        if (DASHES.indexOf(point) >= 0) {
            return '-';
        }
        return Character.toLowerCase(point);
    }

    String text() {
        return folded;
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    int length() {
        return folded.length();
    }

    /// Where the character at this place of the folded text begins in the text itself.
    int start(int at) {
        return starts[at];
    }

    /// Where it ends.
    int end(int at) {
        return ends[at];
    }

    /// Whether a word of an alphabet goes on over the beginning of this place.
    boolean isInsideWord(int at) {
        int place = starts[at];
        return place > 0 && isLatin(original.charAt(place)) && isLatin(original.charAt(place - 1));
    }

    private static boolean isLatin(char c) {
        return Character.isLetter(c)
                && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }
}
