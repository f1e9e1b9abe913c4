package researchpaas.ingest.extract.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import researchpaas.ingest.Reason;

/// The table at the end of a zip archive, read straight from the file and with a bound on what is
/// kept of it. Libraries read it too, but as much of it as there is.
///
/// @param start offset in the file
/// @param end where the table must end
/// @param shift bytes of something else before the archive
record ZipDirectory(SeekableByteChannel file, long start, long end, long shift) {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int HEADER = 0x02014b50;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int UTF_8_NAMES = 1 << 11;
    private static final Charset OLD_NAMES = Charset.forName("windows-31j");

    /// @param packed bytes in the archive
    /// @param size bytes when unpacked, as the archive claims
    /// @param offset of the entry's own header in the file
    record Header(String name, int flags, int method, long packed, long size, long offset) {}

    static ZipDirectory of(SeekableByteChannel file) throws IOException, Refusal {
        long size = file.size();
        int length = (int) Math.min(size, LONGEST_COMMENT + 22);
        ByteBuffer tail = read(file, size - length, length);
        int at = length - 22;
        while (at >= 0 && tail.getInt(at) != END) {
            at--;
        }
        // the last one in the file, and nothing behind it: readers must not disagree on which it is
        check(at >= 0 && at + 22 + unsigned(tail.getShort(at + 20)) == length);
        long endAt = size - length + at;
        long tableLength = Integer.toUnsignedLong(tail.getInt(at + 12));
        long tableAt = Integer.toUnsignedLong(tail.getInt(at + 16));
        if (endAt >= 20) {
            ByteBuffer locator = read(file, endAt - 20, 20);
            if (locator.getInt(0) == LOCATOR_64) {
                endAt = locator.getLong(8);
                check(endAt >= 0 && endAt <= size - 56);
                ByteBuffer large = read(file, endAt, 56);
                check(large.getInt(0) == END_64);
                tableLength = large.getLong(40);
                tableAt = large.getLong(48);
            }
        }
        check(tableLength >= 0 && tableLength <= endAt);
        long start = endAt - tableLength;
        check(tableAt >= 0 && tableAt <= start);
        return new ZipDirectory(file, start, endAt, start - tableAt);
    }

    /// @throws Refusal UNPACKS_TOO_LARGE when there are more, or their names take more room than
    ///   any real ones
    List<Header> headers(int max) throws IOException, Refusal {
        List<Header> headers = new ArrayList<>();
        long at = start;
        long chars = 0;
        while (at < end) {
            ByteBuffer fixed = read(file, at, 46);
            check(fixed.getInt(0) == HEADER);
            int nameLength = unsigned(fixed.getShort(28));
            int extraLength = unsigned(fixed.getShort(30));
            chars += nameLength;
            if (headers.size() == max || chars > 200L * max) {
                throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
            }
            headers.add(header(fixed, read(file, at + 46, nameLength + extraLength), nameLength));
            at += 46 + nameLength + extraLength + unsigned(fixed.getShort(32));
        }
        check(at == end);
        return headers;
    }

    private Header header(ByteBuffer fixed, ByteBuffer texts, int nameLength) throws Refusal {
        int flags = unsigned(fixed.getShort(8));
        byte[] name = new byte[nameLength];
        texts.get(0, name);
        long packed = Integer.toUnsignedLong(fixed.getInt(20));
        long size = Integer.toUnsignedLong(fixed.getInt(24));
        long offset = Integer.toUnsignedLong(fixed.getInt(42));
        ByteBuffer large = large(texts, nameLength);
        size = wide(size, large);
        packed = wide(packed, large);
        offset = wide(offset, large);
        check(size >= 0 && packed >= 0 && packed <= end && offset >= 0 && offset <= end);
        Charset charset = (flags & UTF_8_NAMES) != 0 ? StandardCharsets.UTF_8 : OLD_NAMES;
        return new Header(
                new String(name, charset),
                flags,
                unsigned(fixed.getShort(10)),
                packed,
                size,
                offset + shift);
    }

    /// The 64-bit values of the fields that hold all ones, in the order size, packed, offset.
    private static ByteBuffer large(ByteBuffer texts, int extraAt) {
        int at = extraAt;
        while (at + 4 <= texts.limit()) {
            int length = unsigned(texts.getShort(at + 2));
            if (at + 4 + length > texts.limit()) {
                break;
            }
            if (texts.getShort(at) == 1) {
                return texts.slice(at + 4, length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }

    private static long wide(long value, ByteBuffer large) {
        return value == 0xFFFFFFFFL && large.remaining() >= 8 ? large.getLong() : value;
    }

    static ByteBuffer read(SeekableByteChannel file, long position, int length)
            throws IOException, Refusal {
        check(position >= 0);
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(position);
        while (buffer.hasRemaining()) {
            check(file.read(buffer) >= 0);
        }
        return buffer.flip();
    }

    private static int unsigned(short value) {
        return value & 0xFFFF;
    }

    private static void check(boolean holds) throws Refusal {
        if (!holds) {
            throw new Refusal(Reason.Code.BROKEN);
        }
    }
}
