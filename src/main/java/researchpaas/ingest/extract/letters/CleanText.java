package researchpaas.ingest.extract.letters;

import java.text.Normalizer;
import researchpaas.document.HiddenText.Kind;

/// Text as the library stores it: no NUL, no control characters, no lone surrogates (PostgreSQL
/// refuses them), one spelling of letters. Forms that only a font needs (ligatures, radicals,
/// half-width kana, full-width letters) become ordinary letters; Japanese full-width punctuation
/// and ², ①, … stay, since they are what the reader sees.
public final class CleanText {
    private CleanText() {}

    /// Keeps line feeds and tabs.
    public static String of(String raw) {
        if (isPlainAscii(raw)) {
            return raw;
        }
        StringBuilder clean = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); ) {
            int point = raw.codePointAt(i);
            int next = i + Character.charCount(point);
            if (isHalfWidthKana(point)) {
                // a voiced sound mark belongs to the kana before it, so runs are folded as one
                while (next < raw.length() && isHalfWidthKana(raw.charAt(next))) {
                    next++;
                }
                clean.append(Normalizer.normalize(raw.substring(i, next), Normalizer.Form.NFKC));
            } else if (Unseen.isPart(point)) {
                next = Unseen.end(raw, i);
                if (Unseen.spells(raw, i, next)) {
                    // of which only the place is kept
                    clean.append(HiddenMarks.begin(Kind.CHARACTERS)).append(HiddenMarks.END);
                } else {
                    raw.substring(i, next).codePoints().forEach(one -> append(clean, one));
                }
            } else {
                append(clean, point);
            }
            i = next;
        }
        return Normalizer.isNormalized(clean, Normalizer.Form.NFC)
                ? clean.toString()
                : Normalizer.normalize(clean, Normalizer.Form.NFC);
    }

    /// Clean, without the spaces that only shift words about on the page, and without blank lines.
    public static String tidy(String raw) {
        String clean = of(raw);
        StringBuilder tidy = new StringBuilder(clean.length());
        boolean space = false;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else if (c != '\n' || (!tidy.isEmpty() && tidy.charAt(tidy.length() - 1) != '\n')) {
                boolean border =
                        tidy.isEmpty() || c == '\n' || tidy.charAt(tidy.length() - 1) == '\n';
                tidy.append(space && !border ? " " : "").append(c);
                space = false;
            }
        }
        return tidy.toString().strip();
    }

    /// At most this many UTF-16 units, never half a character.
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || (c < ' ' && c != '\n' && c != '\t')) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder clean, int point) {
        if (isFontForm(point)) {
            clean.append(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
            return;
        }
        switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR -> clean.append(' ');
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> clean.append('\n');
            case Character.CONTROL -> {
                if (point == '\n' || point == '\t') {
                    clean.append((char) point);
                }
            }
            case Character.SURROGATE, Character.UNASSIGNED -> {
                // half a character, or none; marks of ours last until the page is whole
                if (HiddenMarks.isMark(point)) {
                    clean.appendCodePoint(point);
                }
            }
            case Character.PRIVATE_USE -> clean.append(privateUse(point));
            case Character.FORMAT -> {
                // joiners, direction marks and byte order marks are invisible; the soft hyphen is a
                // hyphen at line ends
                if (point == 0xAD) {
                    clean.append('\u00AD');
                }
            }
            default -> clean.appendCodePoint(point);
        }
    }

    /// Symbol fonts keep their bullets here; nothing else of it means anything outside its font.
    private static String privateUse(int point) {
        return switch (point) {
            case 0xF0B7, 0xF0A7, 0xF076, 0xF0D8 -> "•";
            default -> "";
        };
    }

    private static boolean isHalfWidthKana(int point) {
        return point >= 0xFF61 && point <= 0xFF9F;
    }

    private static boolean isFontForm(int point) {
        return (point >= 0xFB00 && point <= 0xFDFB) // ligatures, Arabic forms
                || (point >= 0xFE70 && point <= 0xFEFC)
                || (point >= 0x2E80 && point <= 0x2FDF) // radicals that stand for the character
                || (point >= 0xF900 && point <= 0xFAFF) // compatibility ideographs
                || (point >= 0xFE10 && point <= 0xFE4F && point != 0xFE4F) // vertical forms
                || (point >= 0xFF10 && point <= 0xFF19) // full-width digits and letters
                || (point >= 0xFF21 && point <= 0xFF3A)
                || (point >= 0xFF41 && point <= 0xFF5A)
                || (point >= 0x1D400 && point <= 0x1D7FF); // mathematical letters
    }
}
