package researchpaas.operate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// A place that keeps archives under their names. An archive that is not whole is never listed nor
/// fetched.
public interface ArchiveStore {
    /// What people call it; no secret.
    String place();

    /// Keeps what the content writes, all of it or nothing; durable when this returns. Replaces one
    /// of the same name. Its memory does not depend on the size.
    ///
    /// @throws PlaceUnavailable when the place fails; what the content throws goes through
    void save(String name, Content content) throws IOException;

    /// By name; other things that lie there are not among them.
    ///
    /// @throws PlaceUnavailable when the place fails
    List<Kept> list();

    /// A copy, or the very file, on this computer.
    ///
    /// @param folder for a copy; the caller empties it
    /// @throws NoSuchArchive when there is none of this name
    /// @throws PlaceUnavailable when the place fails
    Path fetch(String name, Path folder);

    /// Also when there is none.
    ///
    /// @throws PlaceUnavailable when the place fails
    void delete(String name);

    /// What an earlier process began and did not end.
    ///
    /// @throws PlaceUnavailable when the place fails
    void clearLeftovers();

    /// Whether losing that path's disk loses the archives as well.
    boolean sharesDiskWith(Path path);

    record Kept(String name, long bytes) {}

    @FunctionalInterface
    interface Content {
        /// @param out is not closed
        void writeTo(OutputStream out) throws IOException;
    }

    final class NoSuchArchive extends RuntimeException {
        public NoSuchArchive(String name) {
            super(name);
        }
    }

    final class PlaceUnavailable extends RuntimeException {
        public PlaceUnavailable(String place, Throwable cause) {
            super(place, cause);
        }
    }
}
