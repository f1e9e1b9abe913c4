package researchpaas.answer;

import java.text.Normalizer;
import java.util.Locale;

/// Text as a person sees it: without the characters that have no looks, which can spell something
/// that only programs read, turn the others around, or take a word apart for whoever looks for it.
final class Legible {
    private Legible() {}

    /// Keeps line feeds.
    static String text(String text) {
        StringBuilder legible = new StringBuilder(text.length());
        boolean varied = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            boolean variation = isVariation(point);
            if (point == '\n' || (isSeen(point) && !(variation && (varied || legible.isEmpty())))) {
                legible.appendCodePoint(point);
            } else if (point == '\t' || isLineEnd(point)) {
                legible.append(' ');
            }
            varied = variation;
        }
        return legible.toString();
    }

    /// On one line, single spaces.
    static String line(String text) {
        return text(text).replaceAll("\\s+", " ").strip();
    }

    /// For looking at what letters look like: one width, one case, accents apart from letters and
    /// left out.
    static String folded(String text) {
        return Normalizer.normalize(text(text), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default ->
                    // blanks that count as letters
                    point != 0x3164
                            && point != 0xFFA0
                            && point != 0x115F
                            && point != 0x1160
                            && point != 0x2800
                            && point != 0x034F;
        };
    }

    private static boolean isLineEnd(int point) {
        return point == 0x2028 || point == 0x2029 || point == 0x85 || point == '\r';
    }

    private static boolean isVariation(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
