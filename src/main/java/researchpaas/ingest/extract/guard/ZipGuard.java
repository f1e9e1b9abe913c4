package researchpaas.ingest.extract.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import researchpaas.ingest.Reason;

/// Looks through a zip archive (DOCX, PPTX, XLSX and ODF are archives too) before a library opens
/// it: what it claims to hold, and what it really holds. Nothing is kept of what is unpacked, and
/// no archive inside the archive is opened.
///
/// It trusts the directory at the archive's end, as random access does: whoever reads the file
/// afterwards must do so through that directory as well, never from the front as a stream.
public final class ZipGuard {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;

    /// What compresses well is no bomb while it is this small: sheets of nothing but zeros, say.
    private static final long SMALL = 10L << 20;

    private final SeekableByteChannel file;
    private final Limits limits;

    private ZipGuard(SeekableByteChannel file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /// @param maxBytes of all entries together, unpacked
    /// @param maxRatio how many times its packed size an entry may have, beyond the first ten
    ///   megabytes
    public record Limits(int maxEntries, long maxBytes, int maxRatio) {
        public static final Limits USUAL = new Limits(50_000, 512L << 20, 100);
    }

    /// @param name as the archive has it, hostile: never a path to write to
    /// @param size unpacked, as counted
    record Entry(String name, long size) {
        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    /// In the directory's order. Takes the time of unpacking everything once, at most
    /// [Limits#maxBytes].
    ///
    /// @throws Refusal UNPACKS_TOO_LARGE beyond a limit; ENCRYPTED; BROKEN when it is no sound
    ///   archive: cut off, entries that overlap, sizes that are not true
    public static List<Entry> check(Path path, Limits limits) throws IOException, Refusal {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            return new ZipGuard(file, limits).entries();
        }
    }

    private List<Entry> entries() throws IOException, Refusal {
        ZipDirectory directory = ZipDirectory.of(file);
        List<ZipDirectory.Header> headers = directory.headers(limits.maxEntries());
        checkClaims(headers);
        checkPlaces(headers, directory.start());
        List<Entry> entries = new ArrayList<>();
        for (ZipDirectory.Header header : headers) {
            unpack(header);
            entries.add(new Entry(header.name(), header.size()));
        }
        return entries;
    }

    /// Cheap, so before anything is unpacked.
    private void checkClaims(List<ZipDirectory.Header> headers) throws Refusal {
        long sum = 0;
        for (ZipDirectory.Header header : headers) {
            if ((header.flags() & ENCRYPTED) != 0) {
                throw new Refusal(Reason.Code.ENCRYPTED);
            }
            if (header.method() != STORED && header.method() != DEFLATED) {
                throw new Refusal(Reason.Code.UNSUPPORTED_TYPE);
            }
            if (header.method() == STORED && header.size() != header.packed()) {
                throw new Refusal(Reason.Code.BROKEN);
            }
            sum += header.size();
            if (sum > limits.maxBytes() || isBomb(header)) {
                throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
            }
        }
    }

    private boolean isBomb(ZipDirectory.Header header) {
        return header.size() > SMALL
                && header.size() / Math.max(1, header.packed()) >= limits.maxRatio();
    }

    /// Entries that share their bytes are how a small archive unpacks to petabytes.
    private void checkPlaces(List<ZipDirectory.Header> headers, long directory)
            throws IOException, Refusal {
        long free = 0;
        for (ZipDirectory.Header header :
                headers.stream()
                        .sorted(Comparator.comparingLong(ZipDirectory.Header::offset))
                        .toList()) {
            long end = dataOf(header) + header.packed();
            if (header.offset() < free || end > directory) {
                throw new Refusal(Reason.Code.BROKEN);
            }
            free = end;
        }
    }

    /// Behind the entry's own header, whose texts may be longer or shorter than the directory's.
    private long dataOf(ZipDirectory.Header header) throws IOException, Refusal {
        ByteBuffer local = read(header.offset(), 30);
        if (local.getInt(0) != 0x04034b50) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        return header.offset() + 30 + (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
    }

    private void unpack(ZipDirectory.Header header) throws IOException, Refusal {
        if (header.method() == STORED) {
            return;
        }
        try (Inflater inflater = new Inflater(true)) {
            if (count(inflater, header) != header.size()) {
                throw new Refusal(Reason.Code.BROKEN);
            }
        } catch (DataFormatException e) {
            throw new Refusal(Reason.Code.BROKEN);
        }
    }

    /// @return how much the entry unpacks to, or a little more than it claims
    private long count(Inflater inflater, ZipDirectory.Header header)
            throws IOException, Refusal, DataFormatException {
        byte[] sink = new byte[1 << 16];
        long position = dataOf(header);
        long left = header.packed();
        long count = 0;
        while (!inflater.finished() && count <= header.size()) {
            if (inflater.needsDictionary()) {
                throw new Refusal(Reason.Code.BROKEN);
            }
            if (inflater.needsInput()) {
                int length = (int) Math.min(left, 1 << 16);
                if (length == 0) {
                    throw new Refusal(Reason.Code.BROKEN);
                }
                inflater.setInput(read(position, length));
                position += length;
                left -= length;
            }
            count += inflater.inflate(sink);
        }
        return count;
    }

    private ByteBuffer read(long position, int length) throws IOException, Refusal {
        return ZipDirectory.read(file, position, length);
    }
}
