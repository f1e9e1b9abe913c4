package researchpaas.ingest.extract.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// HTML without the pictures that are written into it in base 64: a page of 50 MB often has a few
/// kilobytes of text.
final class WithoutPictures extends FilterReader {
    private static final String MARK = ";base64,";

    private int matched;
    private boolean inPicture;

    WithoutPictures(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (true) {
            int read = super.read(buffer, offset, length);
            int kept = keep(buffer, offset, read);
            if (kept > 0 || read < 0 || length == 0) {
                return read < 0 ? read : kept;
            }
        }
    }

    /// Moves what is no picture to the front.
    private int keep(char[] buffer, int offset, int read) {
        int kept = 0;
        for (int i = offset; i < offset + read; i++) {
            char c = buffer[i];
            inPicture = inPicture && isBase64(c);
            if (!inPicture) {
                buffer[offset + kept++] = c;
                matched = c == MARK.charAt(matched) ? matched + 1 : c == MARK.charAt(0) ? 1 : 0;
                if (matched == MARK.length()) {
                    inPicture = true;
                    matched = 0;
                }
            }
        }
        return kept;
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '='
                || c == '%'
                || c == '\n'
                || c == '\r';
    }
}
