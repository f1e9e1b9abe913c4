package researchpaas.ingest.extract.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import researchpaas.ingest.extract.letters.CleanText;

/// Names inside archives. Only names: nothing is ever written to where they point.
final class EntryName {
    private static final Charset WINDOWS = Charset.forName("windows-31j");
    private static final int LONGEST = 300;

    private EntryName() {}

    /// Bytes of an unnamed encoding: Macs write UTF-8 without saying so, Japanese Windows writes
    /// its own.
    static String of(byte[] raw) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException e) {
            return new String(raw, WINDOWS);
        }
    }

    /// @param name read as if each byte were a character; longer ones were Unicode from the start
    static String ofLatin(String name) {
        return name.chars().allMatch(c -> c <= 0xFF)
                ? of(name.getBytes(StandardCharsets.ISO_8859_1))
                : name;
    }

    /// As a heading: one clean line, `/` between folders, nothing that leads up or to a root.
    static String shown(String name) {
        StringBuilder path = new StringBuilder();
        for (String part : CleanText.of(name).replace('\\', '/').split("/", -1)) {
            String clean = part.replaceAll("\\s+", " ").strip();
            if (!clean.isEmpty() && !clean.equals(".") && !clean.equals("..")) {
                path.append(path.isEmpty() ? "" : "/").append(clean);
            }
        }
        return CleanText.cut(path.toString(), LONGEST);
    }

    /// What operating systems leave behind.
    static boolean isHidden(String shown) {
        String last = shown.substring(shown.lastIndexOf('/') + 1);
        return shown.startsWith("__MACOSX/")
                || last.startsWith(".")
                || last.startsWith("~$")
                || last.equalsIgnoreCase("Thumbs.db")
                || last.equalsIgnoreCase("desktop.ini");
    }
}
