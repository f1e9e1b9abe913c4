package researchpaas.ingest.extract.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/// What a whole file's characters are when its bytes are read in one encoding. The wrong one of two
/// encodings that accept the same bytes shows by rare letters where kana should be.
final class LetterCount {
    private static final int BUFFER = 1 << 16;

    private long all;
    private long ascii;
    private long controls;
    private long kana;
    private long halfWidthKana;
    private long han;

    private LetterCount() {}

    /// Empty when the bytes are not of this encoding. A last character that was cut off by a broken
    /// download does not count.
    static Optional<LetterCount> of(Encoding.Bytes file, Encoding encoding) throws IOException {
        CharsetDecoder decoder =
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        LetterCount count = new LetterCount();
        byte[] bytes = new byte[BUFFER];
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        try (InputStream in = file.open()) {
            in.skipNBytes(encoding.bom());
            int kept = 0;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes, kept, BUFFER - kept)) {
                ByteBuffer input = ByteBuffer.wrap(bytes, 0, kept + read);
                if (decoder.decode(input, chars, false).isError()) {
                    return Optional.empty();
                }
                count.add(chars.flip());
                chars.clear();
                kept = input.remaining();
                input.get(bytes, 0, kept);
            }
            // a single odd byte in ASCII is another encoding rather than a cut character
            boolean cut = kept > 0 && count.ascii == count.all;
            return cut ? Optional.empty() : Optional.of(count);
        }
    }

    private void add(CharBuffer chars) {
        all += chars.length();
        char[] array = chars.array();
        for (int i = chars.position(); i < chars.limit(); i++) {
            char c = array[i];
            if (c <= 0x7F) {
                ascii++;
                controls += c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' ? 1 : 0;
            } else if (c >= 0x3001 && c <= 0x30FE) {
                kana++;
            } else if (c >= 0x4E00 && c <= 0x9FFF) {
                han++;
            } else if (c >= 0xFF61 && c <= 0xFF9F) {
                halfWidthKana++;
            }
        }
    }

    boolean looksBinary() {
        return controls * 50 > all;
    }

    /// Above 0 when more speaks for Japanese than against it.
    long japaneseness() {
        return 3 * (kana - halfWidthKana) + han - others();
    }

    /// Half-width kana count as letters here: a list of readings is full of them.
    boolean mayBeJapanese() {
        return kana + halfWidthKana + han > 3 * others();
    }

    /// Half of any text in ASCII reads as rare Han when two bytes are taken for one character, so
    /// Han alone is no proof.
    boolean readsAsSixteenBit() {
        long known = ascii - controls + kana + han;
        return known * 20 >= all * 19 && (ascii + kana) * 5 >= all;
    }

    private long others() {
        return all - ascii - kana - han - halfWidthKana;
    }
}
