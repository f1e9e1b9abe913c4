package researchpaas.ingest.extract.layout;

import java.text.Normalizer;

/// Old TeX fonts print é as an accent and a letter over each other; here they become one character.
final class Diacritics {
    private static final String SPACING = "´`¨ˆ^˜~¯¸ˇ˘˚˙˝";
    private static final String COMBINING =
            "\u0301\u0300\u0308\u0302\u0302\u0303\u0303\u0304\u0327\u030C\u0306\u030A\u0307\u030B";

    private Diacritics() {}

    static boolean isMark(String text) {
        return text.length() == 1 && SPACING.indexOf(text.charAt(0)) >= 0;
    }

    /// Puts a mark and the letter that it overlaps together, whichever was drawn first.
    ///
    /// @param line ends with the earlier glyph's text
    /// @return whether the glyph is dealt with
    static boolean compose(StringBuilder line, Glyph earlier, Glyph glyph, float gap) {
        boolean overlap = gap < -0.12f * glyph.size();
        if (!overlap || line.isEmpty()) {
            return false;
        }
        if (isMark(earlier.text()) && isLetter(glyph.text())) {
            line.setLength(line.length() - 1);
            line.append(marked(glyph.text(), earlier.text()));
            return true;
        }
        if (isMark(glyph.text()) && isLetter(earlier.text())) {
            line.setLength(line.length() - earlier.text().length());
            line.append(marked(earlier.text(), glyph.text()));
            return true;
        }
        return false;
    }

    private static boolean isLetter(String text) {
        return text.length() == 1 && Character.isLetter(text.charAt(0));
    }

    private static String marked(String letter, String mark) {
        String base = letter.equals("ı") ? "i" : letter;
        char combining = COMBINING.charAt(SPACING.indexOf(mark.charAt(0)));
        return Normalizer.normalize(base + combining, Normalizer.Form.NFC);
    }
}
