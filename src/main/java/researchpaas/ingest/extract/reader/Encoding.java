package researchpaas.ingest.extract.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;

/// How the bytes of a text file are to be read: by its byte order mark, else strictly as UTF-8,
/// else as the file itself says, else as what Japanese machines wrote before it. Looks at the whole
/// file, in bounded memory: a table of 100 MB may be ASCII up to its last row.
///
/// @param bom how many bytes the byte order mark takes
public record Encoding(Charset charset, int bom) {
    private static final byte ESCAPE = 0x1B;
    private static final int START = 1 << 16;

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

    private static final List<Encoding> SEVEN_BIT = named("ISO-2022-JP", "x-windows-iso2022jp");
    private static final List<Encoding> EIGHT_BIT = named("windows-31j", "EUC-JP", "x-eucJP-Open");
    private static final List<Encoding> SIXTEEN_BIT = named("UTF-16LE", "UTF-16BE");

    /// @param declared what the file says of itself, when it does; believed where the bytes do not
    ///   show that they are something else
    /// @throws Refusal when it is no text, or in no known encoding
    static Encoding of(Bytes file, @Nullable Charset declared) throws IOException, Refusal {
        byte[] start = start(file, START);
        if (SIGNATURES.stream().anyMatch(signature -> startsWith(start, signature))) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
        Encoding marked = marked(start);
        if (marked != null) {
            return counted(file, marked)
                    .orElseThrow(() -> new Refusal(Reason.Code.UNKNOWN_ENCODING))
                    .text();
        }
        if (contains(start, (byte) 0)) {
            return sixteenBit(file)
                    .orElseThrow(() -> new Refusal(Reason.Code.NOT_WHAT_IT_SAYS))
                    .text();
        }
        if (contains(start, ESCAPE)) {
            Optional<Counted> japanese = mostJapanese(file, SEVEN_BIT);
            if (japanese.isPresent()) {
                return japanese.get().text();
            }
        }
        Optional<Counted> utf8 = counted(file, new Encoding(StandardCharsets.UTF_8, 0));
        if (utf8.isPresent()) {
            boolean binary = utf8.get().letters().looksBinary();
            return (binary ? sixteenBit(file).or(() -> utf8) : utf8).orElseThrow().text();
        }
        if (declared != null && !declared.equals(StandardCharsets.UTF_8)) {
            return new Encoding(declared, 0);
        }
        Optional<Counted> japanese = mostJapanese(file, EIGHT_BIT);
        Optional<Counted> found = japanese.isPresent() ? japanese : sixteenBit(file);
        if (found.isEmpty() && declared != null) {
            return new Encoding(declared, 0);
        }
        return found.orElseThrow(() -> new Refusal(Reason.Code.UNKNOWN_ENCODING)).text();
    }

    /// The encoding that a file means by a name. As browsers do, the wider one: what people call
    /// Shift_JIS or Latin-1 is what their machines wrote. Null for an unknown name, and for one
    /// that cannot be true, since a declaration in ASCII is not in two bytes a character.
    public static @Nullable Charset declared(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        try {
            return switch (lower) {
                case "shift_jis", "shift-jis", "x-sjis", "sjis", "ms_kanji", "cp932" ->
                        Charset.forName("windows-31j");
                case "iso-2022-jp" -> Charset.forName("x-windows-iso2022jp");
                case "iso-8859-1", "latin1", "ansinew" -> Charset.forName("windows-1252");
                case "us-ascii", "ascii" -> null;
                default -> lower.startsWith("utf-16") ? null : Charset.forName(lower);
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /// What can be read several times from its start.
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /// The first bytes, as many as there are up to the limit.
    public static byte[] start(Bytes file, int limit) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(limit);
        }
    }

    private record Counted(Encoding encoding, LetterCount letters) {
        Encoding text() throws Refusal {
            if (letters.looksBinary()) {
                throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
            }
            return encoding;
        }
    }

    private static Optional<Counted> counted(Bytes file, Encoding encoding) throws IOException {
        return LetterCount.of(file, encoding).map(letters -> new Counted(encoding, letters));
    }

    private static List<Counted> all(Bytes file, List<Encoding> candidates) throws IOException {
        List<Counted> fitting = new ArrayList<>();
        for (Encoding candidate : candidates) {
            counted(file, candidate).ifPresent(fitting::add);
        }
        return fitting;
    }

    private static Optional<Counted> mostJapanese(Bytes file, List<Encoding> candidates)
            throws IOException {
        List<Counted> fitting = all(file, candidates);
        Optional<Counted> best =
                fitting.stream()
                        .filter(one -> one.letters().japaneseness() > 0)
                        // the first of equals: the stricter one
                        .reduce((one, next) ->
                                next.letters().japaneseness() > one.letters().japaneseness()
                                        ? next
                                        : one);
        return best.or(() ->
                fitting.size() == 1
                        ? fitting.stream().filter(one -> one.letters().mayBeJapanese()).findFirst()
                        : Optional.empty());
    }

    private static Optional<Counted> sixteenBit(Bytes file) throws IOException {
        return all(file, SIXTEEN_BIT).stream()
                .filter(one -> one.letters().readsAsSixteenBit())
                .findFirst();
    }

    private static @Nullable Encoding marked(byte[] start) {
        if (startsWith(start, bytes(0xEF, 0xBB, 0xBF))) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(start, bytes(0xFF, 0xFE))) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        return startsWith(start, bytes(0xFE, 0xFF))
                ? new Encoding(StandardCharsets.UTF_16BE, 2)
                : null;
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
        return bytes.length >= signature.length
                && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }

    private static List<Encoding> named(String... names) {
        return Stream.of(names).map(name -> new Encoding(Charset.forName(name), 0)).toList();
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
