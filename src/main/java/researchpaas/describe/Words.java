package researchpaas.describe;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;

/// Comparing and joining words of two languages.
final class Words {
    private Words() {}

    /// Letters and digits only, so that line breaks, spaces and punctuation do not matter.
    static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    /// Joins two rows as a reader would: no space inside Japanese.
    static String join(String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before + after;
        }
        boolean japanese =
                isCjk(before.codePointBefore(before.length())) && isCjk(after.codePointAt(0));
        return before + (japanese ? "" : " ") + after;
    }

    static boolean isCjk(int point) {
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> (point >= 0x3000 && point <= 0x30FF) || (point >= 0xFF00 && point <= 0xFFEF);
        };
    }

    static boolean hasCjk(String text) {
        return text.codePoints().anyMatch(Words::isCjk);
    }

    /// At most this many UTF-16 units, never half a character.
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
