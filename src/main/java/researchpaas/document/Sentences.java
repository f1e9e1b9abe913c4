package researchpaas.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds where sentences of Japanese and English text end. Line feeds within a paragraph are white
/// space; a blank line ends a sentence.
public final class Sentences {
    /// A full stop behind one of these ends no sentence (lower case, without the last full stop).
    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "e.g", "i.e", "al", "cf", "vs", "viz", "resp", "approx", "ca", "fig", "figs",
                    "eq", "eqs", "eqn", "sec", "sect", "tab", "ref", "refs", "ch", "chap", "app",
                    "alg", "thm", "def", "no", "nos", "vol", "vols", "pp", "p", "ed", "eds", "dr",
                    "prof", "mr", "mrs", "ms", "st", "jr", "sr", "inc", "ltd", "co", "corp", "univ",
                    "dept", "proc", "conf", "trans", "int", "j", "jan", "feb", "mar", "apr", "jun",
                    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "a.k.a", "w.r.t", "ver");

    private static final String CLOSING = "」』）】〉》〕］｝\"'”’)]}»";
    private static final String OPENING = "「『（【〈《〔［｛“(";

    private Sentences() {}

    /// @param start first character, white space left out
    /// @param end behind the last one
    public record Span(int start, int end) {
        public int length() {
            return end - start;
        }
    }

    /// The sentences of a stretch of text, in order; together they hold everything but white space.
    public static List<Span> of(String text, int from, int to) {
        List<Span> sentences = new ArrayList<>();
        int start = from;
        int at = from;
        while (at < to) {
            int end = endAt(text, at, to);
            if (end > at) {
                add(sentences, text, start, end);
                start = end;
                at = end;
            } else {
                at++;
            }
        }
        add(sentences, text, start, to);
        return sentences;
    }

    private static void add(List<Span> sentences, String text, int start, int end) {
        Span span = trimmed(text, start, end);
        if (span.length() > 0) {
            sentences.add(span);
        }
    }

    public static Span trimmed(String text, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && isSpace(text.charAt(first))) {
            first++;
        }
        while (last > first && isSpace(text.charAt(last - 1))) {
            last--;
        }
        return new Span(first, last);
    }

    public static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// Where the sentence ends whose terminator stands at `at`; `at` when there is none.
    private static int endAt(String text, int at, int to) {
        return switch (text.charAt(at)) {
            case '。', '！', '？', '｡' -> behindJapanese(text, at + 1, to);
            case '.', '．' -> isFullStop(text, at, to) ? behind(text, at + 1, to) : at;
            case '!', '?', '…' ->
                    isFollowedByStart(text, behind(text, at + 1, to), to)
                            ? behind(text, at + 1, to)
                            : at;
            case '\n' -> isBlankLine(text, at + 1, to) ? at + 1 : at;
            default -> at;
        };
    }

    /// A quotation that goes on (「…。」と) is part of its sentence.
    private static int behindJapanese(String text, int at, int to) {
        int end = behind(text, at, to);
        boolean quoted = end > at && CLOSING.indexOf(text.charAt(end - 1)) >= 0;
        boolean goesOn = quoted && end < to && "とをがはのにでもや、".indexOf(text.charAt(end)) >= 0;
        return goesOn ? at - 1 : end;
    }

    private static int behind(String text, int at, int to) {
        int end = at;
        while (end < to && (CLOSING + "。！？!?.…").indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean isFullStop(String text, int at, int to) {
        int next = behind(text, at + 1, to);
        if (at > 0 && isJapanese(text.charAt(at - 1))) {
            return true; // typesetters of science write ． or . for 。
        }
        return isFollowedByStart(text, next, to) && !isAbbreviation(text, at);
    }

    /// White space, and then something a sentence may begin with.
    private static boolean isFollowedByStart(String text, int at, int to) {
        if (at >= to) {
            return true;
        }
        if (!isSpace(text.charAt(at))) {
            return isJapanese(text.charAt(at));
        }
        int next = at;
        while (next < to && isSpace(text.charAt(next))) {
            next++;
        }
        return next >= to
                || !(Character.isLowerCase(text.charAt(next))
                        || ",;:".indexOf(text.charAt(next)) >= 0);
    }

    private static boolean isAbbreviation(String text, int stop) {
        int start = stop;
        while (start > 0 && stop - start < 12 && isWordPart(text.charAt(start - 1))) {
            start--;
        }
        String word =
                Normalizer.normalize(text.substring(start, stop), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
        boolean initial =
                word.length() == 1
                        && Character.isLetter(word.charAt(0))
                        && Character.isUpperCase(text.charAt(start))
                        && !isUnit(text, start);
        boolean numbering =
                !word.isEmpty()
                        && word.chars().allMatch(Character::isDigit)
                        && (start == 0 || text.charAt(start - 1) == '\n');
        return initial || numbering || ABBREVIATIONS.contains(word);
    }

    /// "It fell by 1.3 K. We" ends a sentence, "by K. Yamada" does not.
    private static boolean isUnit(String text, int at) {
        int before = at;
        while (before > 0 && isSpace(text.charAt(before - 1))) {
            before--;
        }
        return "KCFWVA".indexOf(text.charAt(at)) >= 0
                && before > 0
                && (Character.isDigit(text.charAt(before - 1)) || text.charAt(before - 1) == '°');
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }

    private static boolean isBlankLine(String text, int at, int to) {
        int next = at;
        while (next < to && isSpace(text.charAt(next)) && text.charAt(next) != '\n') {
            next++;
        }
        return next < to && text.charAt(next) == '\n';
    }

    public static boolean isJapanese(char c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HIRAGANA, KATAKANA, HAN -> true;
            default ->
                    c == 'ー'
                            || (c > 0x2fff && (OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0));
        };
    }
}
