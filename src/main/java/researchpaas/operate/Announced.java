package researchpaas.operate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Breaks off where more comes than was announced.
final class Announced extends FilterInputStream {
    private long left;

    Announced(InputStream in, long bytes) {
        super(in);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException("More bytes than were announced");
        }
    }
}
