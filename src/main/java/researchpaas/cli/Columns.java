package researchpaas.cli;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Columns of a table on a terminal, which shows a Japanese letter as wide as two others.
final class Columns {
    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    private Columns() {}

    static String padded(String text, int width) {
        int taken = text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
        return text + " ".repeat(Math.max(1, width - taken));
    }

    private static boolean isWide(int c) {
        // the mark of a long vowel belongs to no script
        return c == 'ー' || WIDE.contains(UnicodeScript.of(c));
    }
}
