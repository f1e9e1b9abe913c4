package researchpaas.ingest.extract.letters;

import java.util.regex.Pattern;

/// What the layout needs to know of characters.
public final class Letters {
    private static final Pattern ITEM =
            Pattern.compile(
                    "^(?:[•‣▪◦●○■□・※–—*]|[-+] |\\[\\d{1,3}\\]|\\(?\\d{1,2}[.)] ).*",
                    Pattern.DOTALL);
    private static final String TERMINATORS = ".。．!?！？:：」』)）";

    private Letters() {}

    /// Characters that are written without spaces: Han, kana, their punctuation and full-width
    /// forms.
    public static boolean isCjk(int point) {
        return (point >= 0x2E80 && point <= 0x9FFF)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE4F)
                || (point >= 0xFF00 && point <= 0xFFEF)
                || (point >= 0x20000 && point <= 0x3FFFF);
    }

    /// Whether our own words beside a text are to be Japanese.
    public static boolean anyCjk(String text) {
        return text.codePoints().anyMatch(Letters::isCjk);
    }

    /// Whether a space belongs between two lines of one paragraph.
    public static boolean needsSpace(CharSequence before, CharSequence after) {
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        int left = Character.codePointBefore(before, before.length());
        int right = Character.codePointAt(after, 0);
        return !(isCjk(left) && isCjk(right))
                && !isCjkPunctuation(left)
                && !isCjkPunctuation(right)
                && left != ' '
                && right != ' ';
    }

    private static boolean isCjkPunctuation(int point) {
        return (point >= 0x3000 && point <= 0x301F)
                || point == '・'
                || (point >= 0xFF00 && point <= 0xFF0F);
    }

    public static boolean startsItem(String line) {
        return ITEM.matcher(line).matches();
    }

    /// Whether a paragraph may end here.
    public static boolean endsSentence(String line) {
        return !line.isEmpty() && TERMINATORS.indexOf(line.charAt(line.length() - 1)) >= 0;
    }
}
