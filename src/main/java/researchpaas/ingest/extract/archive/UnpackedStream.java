package researchpaas.ingest.extract.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import researchpaas.ingest.extract.guard.ZipGuard;

/// Counts what comes out of an archive that has no table of its contents, and stops it beyond the
/// limits.
final class UnpackedStream extends FilterInputStream {
    /// What compresses well is no bomb while it is this small.
    private static final long SMALL = 10L << 20;

    private final long most;
    private long count;

    UnpackedStream(InputStream in, long packed, ZipGuard.Limits limits) {
        super(in);
        long byRatio = Math.max(SMALL, packed * limits.maxRatio());
        this.most = Math.min(limits.maxBytes(), byRatio);
    }

    /// Thrown in the middle of reading; the archive is refused.
    static final class TooLarge extends IOException {
        @Serial private static final long serialVersionUID = 1;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        add(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        long skipped = super.skip(length);
        add(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(long more) throws TooLarge {
        count += more;
        if (count > most) {
            throw new TooLarge();
        }
    }
}
