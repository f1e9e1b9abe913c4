package researchpaas.ingest.extract.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Serial;

/// Bounds what one record of a table may take, since a quotation mark that is never closed makes
/// the rest of the file one value. Counts what is read ahead too, so the bound is a rough one.
final class RecordReader extends FilterReader {
    /// UTF-16 units.
    private static final int LONGEST = 2_000_000;

    private long count;

    RecordReader(Reader in) {
        super(in);
    }

    static final class TooLong extends IOException {
        @Serial private static final long serialVersionUID = 1;
    }

    void nextRecord() {
        count = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        add(1);
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        add(read);
        return read;
    }

    private void add(int read) throws TooLong {
        count += read;
        if (count > LONGEST) {
            throw new TooLong();
        }
    }
}
