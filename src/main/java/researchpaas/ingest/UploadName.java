package researchpaas.ingest;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What an uploaded file is called. Whoever sends it chooses the name, so it is only ever shown and
/// made part of a path in the ledger; no file on disk bears it.
///
/// @param shown one line in NFC without folders, control characters and marks that turn the
///   direction of writing; never blank
record UploadName(String shown) {
    private static final int LONGEST = 120;
    private static final int LONGEST_ENDING = 12;
    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;
    private static final Pattern RESERVED = Pattern.compile("[<>:\"|?*/\\\\]");
    private static final Pattern LEADING = Pattern.compile("^(\\.|~\\$)+");
    private static final Pattern TRAILING = Pattern.compile("[. ]+$");

    /// Names that Windows keeps for itself, with any ending.
    private static final Set<String> DEVICES =
            Set.of(
                    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6",
                    "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
                    "lpt8", "lpt9");

    static UploadName of(String given) {
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC)
                .codePoints()
                .filter(UploadName::isText)
                .forEach(name::appendCodePoint);
        String line = name.toString().replaceAll("\\s+", " ").strip();
        return new UploadName(line.replace(".", "").isBlank() ? "file" : shortened(line));
    }

    /// Emoji and some scripts need the joiners; other marks that show nothing only deceive.
    private static boolean isText(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> Character.isWhitespace(c);
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.FORMAT -> c == JOINER || c == NON_JOINER;
            default -> true;
        };
    }

    /// The ending tells the format, so it stays.
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        String ending = ending(name);
        int kept = name.offsetByCodePoints(0, LONGEST - ending.length() - 1);
        return name.substring(0, kept) + "…" + ending;
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || name.length() - dot > LONGEST_ENDING ? "" : name.substring(dot);
    }

    /// One part of a path that every usual file system would take.
    String inPath() {
        String plain = RESERVED.matcher(shown).replaceAll("_");
        plain = TRAILING.matcher(LEADING.matcher(plain).replaceFirst("_")).replaceFirst("");
        int dot = plain.indexOf('.');
        String first = (dot < 0 ? plain : plain.substring(0, dot)).strip();
        return DEVICES.contains(first.toLowerCase(Locale.ROOT)) ? "_" + plain : plain;
    }

    /// `a (2).pdf`, for other bytes of the same name.
    String inPath(int number) {
        String name = inPath();
        String ending = ending(name);
        return number == 1
                ? name
                : name.substring(0, name.length() - ending.length()) + " (" + number + ")" + ending;
    }
}
