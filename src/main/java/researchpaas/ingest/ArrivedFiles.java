package researchpaas.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FormReader.BrokenForm;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.ReceiveUploads.Room;

/// The files of a form in a temporary folder, until it has arrived wholly; they go with it. What
/// need not be read further is not written: at most so much lies there as there is room for.
final class ArrivedFiles implements FormReader.Parts, AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Room room;
    private final TextExtractor extractor;
    private final Map<String, String> fields = new HashMap<>();
    private final List<Arrival> files = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();
    private long spooled;
    private @Nullable Path folder;

    ArrivedFiles(Room room, TextExtractor extractor) {
        this.room = room;
        this.extractor = extractor;
    }

    sealed interface Arrival {
        UploadName name();

        record Spooled(UploadName name, Path bytes, long size, String sha256) implements Arrival {}

        record Refused(UploadName name, Reason reason) implements Arrival {}
    }

    /// Empty when the form had none of this name.
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    List<Arrival> files() {
        return List.copyOf(files);
    }

    @Override
    public void field(String name, String value) {
        fields.put(name, value);
    }

    @Override
    public void file(String given, InputStream bytes) {
        if (given.isBlank()) {
            // what a browser sends for a field without a file
            return;
        }
        UploadName name = UploadName.of(given);
        String mediaType = extractor.mediaType(name.shown());
        if (mediaType == null) {
            files.add(
                    refused(
                            name,
                            Reason.of(Code.UNSUPPORTED_TYPE, ImportFile.ending(name.shown()))));
        } else if (extractor.isArchive(mediaType)) {
            files.add(refused(name, Reason.of(Code.ARCHIVE_NOT_OPENED)));
        } else {
            files.add(spool(name, bytes));
        }
    }

    private static Arrival refused(UploadName name, Reason reason) {
        return new Arrival.Refused(name, reason);
    }

    private Arrival spool(UploadName name, InputStream bytes) {
        MessageDigest digest = sha256();
        long most = Math.min(room.maxFileBytes(), room.left() - spooled);
        long size = 0;
        Path file = newFile();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = next(bytes, buffer); n >= 0; n = next(bytes, buffer)) {
                size += n;
                if (size <= most) {
                    digest.update(buffer, 0, n);
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Reason refusal = refusal(size);
        if (refusal != null) {
            delete(file);
            return new Arrival.Refused(name, refusal);
        }
        spooled += size;
        return new Arrival.Spooled(name, file, size, HexFormat.of().formatHex(digest.digest()));
    }

    private @Nullable Reason refusal(long size) {
        if (size == 0) {
            return Reason.of(Code.EMPTY_FILE);
        }
        if (size > room.maxFileBytes()) {
            return Reason.of(
                    Code.TOO_LARGE,
                    ImportFile.megabytes(size),
                    ImportFile.megabytes(room.maxFileBytes()));
        }
        return size > room.left() - spooled
                ? Reason.of(Code.UPLOADS_FULL, ImportFile.megabytes(room.maxTotalBytes()))
                : null;
    }

    /// Trouble of the sender's, unlike that of our disk.
    private static int next(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw new BrokenForm("The sender broke off", e);
        }
    }

    private Path newFile() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("uploads-");
            }
            Path file = folder.resolve(String.valueOf(written.size()));
            written.add(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        written.forEach(ArrivedFiles::delete);
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
