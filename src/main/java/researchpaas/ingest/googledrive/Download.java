package researchpaas.ingest.googledrive;

import com.google.api.client.http.HttpResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveItem;

/// A file on its way to the disk: what has arrived stays, and the next try goes on behind it.
final class Download implements LocalCopy {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-.*");
    private static final int PIECE = 64 << 10;

    private final Path path;
    private final AtomicLong arrived = new AtomicLong();
    private volatile long written;

    private Download(Path path) {
        this.path = path;
    }

    static Download begin(String ending) {
        try {
            return new Download(Files.createTempFile("drive-", ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path path() {
        return path;
    }

    /// Counts what was thrown away, too: it tells whether something still comes.
    AtomicLong arrived() {
        return arrived;
    }

    long written() {
        return written;
    }

    /// Throws away what arrived.
    void restart() {
        written = 0;
    }

    /// One answer, which begins behind what has arrived or at the file's beginning.
    ///
    /// @param most bytes that are wanted in all
    /// @param whole whether fewer are too few
    /// @return whether more came than was wanted
    boolean append(HttpResponse response, long most, boolean whole) throws IOException {
        try (InputStream in = response.getContent();
                FileChannel out = open()) {
            written = begins(response);
            onDisk(() -> out.truncate(written).position(written));
            byte[] piece = new byte[PIECE];
            while (true) {
                // an answer without a body has no stream
                int read = in == null ? -1 : in.read(piece);
                if (read < 0) {
                    break;
                }
                if (written + read > most) {
                    int fits = (int) (most - written);
                    write(out, piece, fits);
                    return true;
                }
                write(out, piece, read);
                arrived.addAndGet(read);
            }
            if (whole && written < most) {
                throw new EOFException("The answer ended early");
            }
            return false;
        } finally {
            response.disconnect();
        }
    }

    private FileChannel open() {
        try {
            return FileChannel.open(path, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long begins(HttpResponse response) throws IOException {
        if (response.getStatusCode() != 206) {
            return 0;
        }
        String range = response.getHeaders().getContentRange();
        Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != written) {
            throw new IOException("Another part of the file than was asked for");
        }
        return written;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one try after the other
    private void write(FileChannel out, byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        onDisk(() -> {
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        });
        written += length;
    }

    private interface DiskWork {
        void run() throws IOException;
    }

    /// A full disk is no trouble of Google's, and trying again at once does not help.
    private static void onDisk(DiskWork work) throws IOException {
        try {
            work.run();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the bytes are those that the item tells of.
    boolean isOf(DriveItem item) {
        if (written != item.size()) {
            return false;
        }
        if (item.sha256() != null) {
            return item.sha256().equals(hash("SHA-256"));
        }
        return item.md5() == null || item.md5().equals(hash("MD5"));
    }

    private String hash(String algorithm) {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// An export has no checksum and, at times, no length; but its formats show how they begin and
    /// end, and an answer that broke off or is a page of apology does not.
    boolean looksWhole(Items.Format format) {
        return switch (format) {
            case DOCX, ODT, PPTX, ODP, XLSX, ODS ->
                    begin(4).startsWith("PK\3\4") && endsAsZip(end(66_000));
            case PDF -> begin(1024).contains("%PDF-") && end(1024).contains("%%EOF");
            case PNG -> begin(8).startsWith("\u0089PNG") && end(12).contains("IEND");
            case MARKDOWN, CSV -> true;
        };
    }

    /// The directory's end tells how long the remark behind it is.
    private static boolean endsAsZip(String end) {
        int at = end.lastIndexOf("PK\5\6");
        return at >= 0
                && at + 22 <= end.length()
                && at + 22 + end.charAt(at + 20) + 256 * end.charAt(at + 21) == end.length();
    }

    private String begin(int length) {
        return read(0, length);
    }

    private String end(int length) {
        return read(Math.max(0, written - length), length);
    }

    private String read(long from, int length) {
        try (FileChannel in = FileChannel.open(path)) {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            in.read(buffer, from);
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The import looks whether a file changed while it was read.
    void dated(DriveItem item) {
        try {
            Files.setLastModifiedTime(path, FileTime.from(item.modifiedAt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String ending(DriveItem item, @Nullable String exportedAs) {
        String name = item.name();
        String ending =
                exportedAs != null
                        ? exportedAs
                        : name.substring(Math.max(0, name.lastIndexOf('.')));
        return ending.matches("\\.[A-Za-z0-9]{1,10}") ? ending : "";
    }
}
