package researchpaas.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// Results, for a terminal: what documents, their names or a model hold is never a command to it,
/// so control characters become spaces. JSON spells them, and comes through as it is.
final class Printable extends FilterWriter {
    private Printable(Writer out) {
        super(out);
    }

    static PrintWriter to(OutputStream out) {
        return new PrintWriter(
                new Printable(new OutputStreamWriter(out, StandardCharsets.UTF_8)), true);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(printable((char) c));
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
        char[] printable = new char[length];
        for (int i = 0; i < length; i++) {
            printable[i] = printable(text[start + i]);
        }
        out.write(printable);
    }

    @Override
    public void write(String text, int start, int length) throws IOException {
        write(text.toCharArray(), start, length);
    }

    private static char printable(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c;
    }
}
