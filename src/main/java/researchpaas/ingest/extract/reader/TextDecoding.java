package researchpaas.ingest.extract.reader;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;

/// Turns the bytes of a text file into characters, in the encoding that [Encoding] finds.
public final class TextDecoding {
    /// UTF-16 units of a file that is taken apart as a whole, which costs many times its size.
    private static final int LONGEST_WHOLE = 4_000_000;

    /// UTF-16 units that are cleaned at a time.
    private static final int LONGEST_LINE = 100_000;

    private TextDecoding() {}

    /// The whole text. Line ends are line feeds; nothing else is changed but what may not be
    /// stored.
    public static String read(Path file, TextSink.Limits limits) throws IOException, Refusal {
        return read(file, limits, null);
    }

    /// @param declared what the file says of its encoding
    public static String read(Path file, TextSink.Limits limits, @Nullable Charset declared)
            throws IOException, Refusal {
        try (Reader in = open(file, declared)) {
            return read(in, limits);
        }
    }

    public static String read(Reader in, TextSink.Limits limits) throws IOException, Refusal {
        StringBuilder text = new StringBuilder();
        int longest = Math.min(LONGEST_WHOLE, limits.maxText());
        TextLines lines = new TextLines(in, LONGEST_LINE);
        for (String line = lines.next(); line != null; line = lines.next()) {
            text.append(CleanText.of(line)).append(lines.goesOn() ? "" : "\n");
            if (text.length() > longest) {
                throw new Refusal(Reason.Code.TOO_MUCH_TEXT);
            }
        }
        return text.toString();
    }

    /// The characters one after another, neither cleaned nor limited. A file that is looked at and
    /// then changed, or whose last character is cut, yields what can be read.
    ///
    /// @throws Refusal when it is no text, or in no known encoding
    public static BufferedReader open(Path file) throws IOException, Refusal {
        return open(file, null);
    }

    public static BufferedReader open(Path file, @Nullable Charset declared)
            throws IOException, Refusal {
        return open(() -> Files.newInputStream(file), declared);
    }

    public static BufferedReader open(Encoding.Bytes bytes, @Nullable Charset declared)
            throws IOException, Refusal {
        Encoding encoding = Encoding.of(bytes, declared);
        InputStream in = bytes.open();
        in.skipNBytes(encoding.bom());
        return new BufferedReader(
                new InputStreamReader(
                        in,
                        encoding.charset()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.IGNORE)
                                .onUnmappableCharacter(CodingErrorAction.IGNORE)),
                1 << 16);
    }
}
