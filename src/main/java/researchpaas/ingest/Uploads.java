package researchpaas.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Uploaded files with their bytes, kept in the database: they survive a host that forgets its
/// disk. A file is there wholly or not at all. Memory is bounded whatever a file's size.
public interface Uploads {
    /// The source's name in the ledger.
    String SOURCE = "upload";

    /// @param bytes a file that the caller keeps until this returns
    /// @throws IOException when that file cannot be read; nothing is kept then
    Added add(NewUpload upload, Path bytes) throws IOException;

    Optional<Upload> find(long id);

    /// Newest first.
    List<Upload> latest(int offset, int limit);

    /// As a source lists them: in the order of the paths, with the time of the upload.
    List<SourceFile> files();

    /// Writes a file's bytes.
    ///
    /// @return false when there is no (longer) such file
    boolean copy(String path, Path target) throws IOException;

    /// How many bytes all files have together.
    long totalBytes();

    /// @return false when there was none
    boolean remove(long id);

    record NewUpload(String name, String path, long size, String sha256, String by) {}

    sealed interface Added {
        record Kept(Upload upload) implements Added {}

        /// These bytes are there already, whatever they were called; nothing was added.
        record SameBytes(Upload upload) implements Added {}

        /// Other bytes are there under this path; nothing was added.
        record PathTaken() implements Added {}
    }
}
