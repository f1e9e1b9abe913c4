package researchpaas.ingest.extract.letters;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Headings that show by their words alone: numbers before them, or the section names that every
/// paper has.
public final class HeadingWords {
    public static final int LONGEST = 120;

    private static final Set<String> KNOWN =
            Set.of(
                    "abstract",
                    "summary",
                    "introduction",
                    "background",
                    "related work",
                    "method",
                    "methods",
                    "materials and methods",
                    "results",
                    "results and discussion",
                    "discussion",
                    "conclusion",
                    "conclusions",
                    "acknowledgements",
                    "acknowledgments",
                    "acknowledgement",
                    "references",
                    "bibliography",
                    "appendix",
                    "statement of need",
                    "要旨",
                    "概要",
                    "あらまし",
                    "抄録",
                    "はじめに",
                    "序論",
                    "緒言",
                    "まえがき",
                    "背景",
                    "関連研究",
                    "方法",
                    "手法",
                    "提案手法",
                    "実験",
                    "結果",
                    "考察",
                    "議論",
                    "結論",
                    "まとめ",
                    "おわりに",
                    "むすび",
                    "謝辞",
                    "参考文献",
                    "引用文献",
                    "文献",
                    "付録");
    private static final Pattern JAPANESE =
            Pattern.compile("第\\s?[0-9一二三四五六七八九十]{1,3}\\s?([章節項部])(?:[\\s　:：]*\\S.*)?");
    private static final Pattern NUMBERED =
            Pattern.compile(
                    "((?:[1-9]\\d?|[A-H]|[IVX]{1,4})(?:[.．]\\d{1,2}){0,3})[.．]?[\\s　]+(\\p{L}.*)");
    private static final Pattern NUMBERED_CJK =
            Pattern.compile(
                    "([1-9]\\d?(?:[.．]\\d{1,2}){0,3})[.．、]?[\\s　]*([\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}].*)");

    private static final Pattern KANJI_NUMBERED =
            Pattern.compile("[一二三四五六七八九十]{1,3}((?:の[一二三四五六七八九十]{1,3})?)[\\s　、.．]+(\\S.*)");

    private static final Pattern OPENING =
            Pattern.compile(
                    "(?i)(?:(?:abstract|keywords|key words|index terms)\\s*[:.—–].*|(?:概要|要旨|あらまし|キーワード)[\\s　:：].*)");

    private HeadingWords() {}

    /// @return 1 for the outermost; empty when the words say nothing
    public static OptionalInt level(String text) {
        if (text.length() > LONGEST || endsLikeASentence(text)) {
            return OptionalInt.empty();
        }
        if (isKnown(text)) {
            return OptionalInt.of(1);
        }
        Matcher japanese = JAPANESE.matcher(text);
        if (japanese.matches()) {
            return OptionalInt.of(
                    switch (japanese.group(1)) {
                        case "部", "章" -> 1;
                        case "節" -> 2;
                        default -> 3;
                    });
        }
        Matcher kanji = KANJI_NUMBERED.matcher(text);
        if (kanji.matches() && looksLikeATitle(kanji.group(2))) {
            return OptionalInt.of(kanji.group(1).isEmpty() ? 1 : 2);
        }
        return numbered(text);
    }

    /// Whether a part begins here whose name stands in its first line: `Keywords: …`.
    public static boolean opensPart(String line) {
        return OPENING.matcher(line).matches();
    }

    public static boolean isKnown(String text) {
        String words =
                text.toLowerCase(Locale.ROOT)
                        .replaceFirst("^[0-9ivx一二三四五六七八九十]{1,4}[.．]?[\\s　]+", "")
                        .replaceFirst("[\\s:：.]+$", "");
        return KNOWN.contains(words) || KNOWN.contains(words.replaceAll("[\\s　]", ""));
    }

    private static OptionalInt numbered(String text) {
        for (Pattern pattern : new Pattern[] {NUMBERED, NUMBERED_CJK}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches() && looksLikeATitle(matcher.group(2))) {
                return OptionalInt.of(
                        1
                                + (int)
                                        matcher.group(1)
                                                .chars()
                                                .filter(c -> c == '.' || c == '．')
                                                .count());
            }
        }
        return OptionalInt.empty();
    }

    private static boolean looksLikeATitle(String words) {
        int first = words.codePointAt(0);
        boolean initial = words.length() > 1 && words.charAt(1) == '.';
        return !initial
                && words.length() <= 90
                && (Letters.isCjk(first) ? words.length() <= 40 : Character.isUpperCase(first))
                && words.indexOf('。') < 0;
    }

    private static boolean endsLikeASentence(String text) {
        return text.isEmpty() || ".。．,、，;".indexOf(text.charAt(text.length() - 1)) >= 0;
    }
}
