package researchpaas.ingest.extract.reader;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// The lines of a text, however long the text or one of its lines is: a line beyond the limit comes
/// in pieces. A form feed ends a line like any other line end.
public final class TextLines implements Closeable {
    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int filled;
    private boolean afterReturn;
    private boolean goesOn;

    /// @param longest UTF-16 units of one line
    public TextLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// The next line without its end, or the next piece of a long one; null behind the last.
    public @Nullable String next() throws IOException {
        line.setLength(0);
        goesOn = false;
        while (at < filled || fill()) {
            if (afterReturn && buffer[at] == '\n') {
                at++;
                afterReturn = false;
                continue;
            }
            int end = endOfLine();
            line.append(buffer, at, end - at);
            at = end;
            if (line.length() >= longest) {
                goesOn = true;
                return piece();
            }
            if (at < filled) {
                afterReturn = buffer[at] == '\r';
                at++;
                return line.toString();
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    /// Whether the next line is a further piece of the last one.
    public boolean goesOn() {
        return goesOn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int endOfLine() {
        afterReturn = false;
        int room = Math.min(filled, at + longest - line.length());
        int end = at;
        while (end < room && !isLineEnd(buffer[end])) {
            end++;
        }
        return end;
    }

    /// Half a character waits for its other half.
    private String piece() {
        if (Character.isHighSurrogate(line.charAt(line.length() - 1))) {
            at--;
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\f';
    }
}
