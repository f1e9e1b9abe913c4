package researchpaas.ingest.googledrive;

import com.google.api.client.json.JsonParser;
import com.google.api.client.json.gson.GsonFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Google's reader of JSON takes an answer that ends in the middle for a shorter one: a listing
/// would lack files, and its last page would be the last. Here such an answer fails, and one that
/// is far longer than any page does too.
final class WholeJson extends GsonFactory {
    private static final long LONGEST = 32 << 20;

    @Override
    public JsonParser createJsonParser(InputStream in) {
        return createJsonParser(in, StandardCharsets.UTF_8);
    }

    @Override
    public JsonParser createJsonParser(InputStream in, Charset charset) {
        return super.createJsonParser(new Counting(in), charset);
    }

    /// Counts brackets outside of strings. JSON comes in UTF-8, where none of these characters is a
    /// part of another.
    private static final class Counting extends FilterInputStream {
        private long left = LONGEST;
        private int open;
        private boolean any;
        private boolean inString;
        private boolean escaped;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one < 0) {
                ended();
            } else {
                count((byte) one);
            }
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read < 0) {
                ended();
            }
            for (int i = 0; i < read; i++) {
                count(bytes[from + i]);
            }
            return read;
        }

        private void ended() throws IOException {
            if (open != 0 || !any) {
                // an EOFException would be taken for the end
                throw new IOException("The answer ended early");
            }
        }

        private void count(byte one) throws IOException {
            if (--left < 0) {
                throw new IOException("The answer is too long");
            }
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (one == '\\') {
                    escaped = true;
                } else if (one == '"') {
                    inString = false;
                }
                return;
            }
            switch (one) {
                case '"' -> inString = true;
                case '{', '[' -> {
                    open++;
                    any = true;
                }
                case '}', ']' -> open--;
                default -> {}
            }
        }
    }
}
