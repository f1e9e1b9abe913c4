package researchpaas.ingest.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;

/// Turns the bytes of a text file into characters: by its byte order mark, else strictly as UTF-8,
/// else as what Japanese machines wrote before it.
final class TextDecoding {
    private static final byte ESCAPE = 0x1B;

    /// First bytes of formats that are no text, whatever the name says.
    private static final List<byte[]> SIGNATURES =
            List.of(
                    ascii("%PDF-"),
                    ascii("PK\3\4"),
                    ascii("GIF8"),
                    ascii("{\\rtf"),
                    bytes(0x89, 'P', 'N', 'G'),
                    bytes(0xFF, 0xD8, 0xFF),
                    bytes(0x1F, 0x8B),
                    bytes(0x7F, 'E', 'L', 'F'),
                    bytes(0xD0, 0xCF, 0x11, 0xE0));

    private TextDecoding() {}

    /// Line ends are line feeds; nothing else is changed but what may not be stored.
    static String read(Path file, TextSink.Limits limits) throws IOException, Refusal {
        // no encoding here takes more than four bytes a character
        if (Files.size(file) > 4L * limits.maxText()) {
            throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
        }
        byte[] bytes = Files.readAllBytes(file);
        for (byte[] signature : SIGNATURES) {
            if (startsWith(bytes, signature)) {
                throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
            }
        }
        String text = decode(bytes);
        if (looksBinary(text)) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
        return CleanText.of(text.replace("\r\n", "\n").replace('\r', '\n').replace('\f', '\n'));
    }

    private static String decode(byte[] bytes) throws Refusal {
        if (startsWith(bytes, bytes(0xEF, 0xBB, 0xBF))) {
            return strictly(StandardCharsets.UTF_8, bytes, 3)
                    .orElseThrow(() -> new Refusal(Reason.Code.UNKNOWN_ENCODING));
        }
        if (startsWith(bytes, bytes(0xFF, 0xFE)) || startsWith(bytes, bytes(0xFE, 0xFF))) {
            return strictly(StandardCharsets.UTF_16, bytes, 0)
                    .orElseThrow(() -> new Refusal(Reason.Code.UNKNOWN_ENCODING));
        }
        if (contains(bytes, (byte) 0)) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
        if (contains(bytes, ESCAPE)) {
            Optional<String> jis = strictly(Charset.forName("ISO-2022-JP"), bytes, 0);
            if (jis.isPresent() && japaneseness(jis.get()) > 0) {
                return jis.get();
            }
        }
        return strictly(StandardCharsets.UTF_8, bytes, 0)
                .or(() -> moreJapanese(bytes))
                .orElseThrow(() -> new Refusal(Reason.Code.UNKNOWN_ENCODING));
    }

    /// Both encodings may accept the same bytes; the wrong one shows by rare letters where kana
    /// should be.
    private static Optional<String> moreJapanese(byte[] bytes) {
        @Nullable String best = null;
        for (String name : List.of("windows-31j", "EUC-JP")) {
            Optional<String> text = strictly(Charset.forName(name), bytes, 0);
            if (text.isPresent()
                    && japaneseness(text.get()) > (best == null ? 0 : japaneseness(best))) {
                best = text.get();
            }
        }
        return Optional.ofNullable(best);
    }

    private static int japaneseness(String text) {
        int score = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xFF61 && c <= 0xFF9F) {
                score -= 3;
            } else if (c >= 0x3041 && c <= 0x30FE) {
                score += 3;
            } else if (c >= 0x4E00 && c <= 0x9FFF) {
                score += 1;
            } else if (c > 0x7F) {
                score -= 1;
            }
        }
        return score;
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes, int from) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean looksBinary(String text) {
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != ESCAPE) {
                controls++;
            }
        }
        return controls * 50L > text.length();
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte one : bytes) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, byte[] signature) {
        if (bytes.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if (bytes[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
