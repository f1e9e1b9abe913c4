package researchpaas.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import researchpaas.document.Sentences.Span;

/// Looks for quoted words in a text. They are there letter by letter, but for width, case, white
/// space, line ends and the kinds of dashes and quotation marks; a number or word that they begin
/// or end with is there whole. An omission mark divides them: each part is there, in that order.
final class FindQuote {
    /// Fewer prove nothing.
    private static final int LEAST_LETTERS = 12;

    private static final int LEAST_LETTERS_JAPANESE = 6;

    private static final Pattern LEFT_OUT =
            Pattern.compile("…+|\\.{3,}|\\[\\.{2,}]|［…］|\\(\\.{3}\\)|（中略）|\\(中略\\)");

    private FindQuote() {}

    /// @return where each part stands; empty when any of it does not
    static Optional<List<Span>> in(FoldedText text, String words) {
        List<Span> found = new ArrayList<>();
        int from = 0;
        int letters = 0;
        boolean japanese = false;
        for (String part : LEFT_OUT.split(words, -1)) {
            String folded = trimmed(FoldedText.of(part).text());
            if (folded.isEmpty()) {
                continue;
            }
            int at = whole(text, folded, from);
            if (at < 0) {
                return Optional.empty();
            }
            found.add(new Span(text.start(at), text.end(at + folded.length() - 1)));
            from = at + folded.length();
            letters += letters(folded);
            japanese |= folded.codePoints().anyMatch(FindQuote::isJapanese);
        }
        int least = japanese ? LEAST_LETTERS_JAPANESE : LEAST_LETTERS;
        return letters >= least ? Optional.of(found) : Optional.empty();
    }

    /// Marks around a quote are no part of it.
    private static String trimmed(String folded) {
        int start = 0;
        int end = folded.length();
        while (start < end && "\"'「」『』.,、。:;".indexOf(folded.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && "\"'「」『』.,、。:;".indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return folded.substring(start, end);
    }

    private static int whole(FoldedText text, String words, int from) {
        int at = text.text().indexOf(words, from);
        while (at >= 0 && !isWhole(text, at, at + words.length())) {
            at = text.text().indexOf(words, at + 1);
        }
        return at;
    }

    /// "able" is not what "unable" says, nor 8.4 what 28.4 does.
    private static boolean isWhole(FoldedText folded, int start, int end) {
        String text = folded.text();
        return !folded.isInsideWord(start)
                && !(end < folded.length() && folded.isInsideWord(end))
                && !(isFigure(text.charAt(start)) && endsFigure(text, start))
                && !(isFigure(text.charAt(end - 1)) && beginsFigure(text, end));
    }

    private static boolean endsFigure(String text, int end) {
        if (end == 0) {
            return false;
        }
        char last = text.charAt(end - 1);
        return isFigure(last)
                || (".,・-".indexOf(last) >= 0 && end > 1 && isFigure(text.charAt(end - 2)))
                || last == '-';
    }

    private static boolean beginsFigure(String text, int start) {
        if (start >= text.length()) {
            return false;
        }
        char first = text.charAt(start);
        return isFigure(first)
                || (".,・".indexOf(first) >= 0
                        && start + 1 < text.length()
                        && isFigure(text.charAt(start + 1)));
    }

    private static boolean isFigure(char c) {
        return Character.isDigit(c) || "〇一二三四五六七八九十百千万".indexOf(c) >= 0;
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static boolean isJapanese(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HIRAGANA, KATAKANA, HAN -> true;
            default -> false;
        };
    }
}
