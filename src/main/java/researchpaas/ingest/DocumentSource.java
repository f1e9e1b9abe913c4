package researchpaas.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Principal;

/// A place that holds the department's files.
public interface DocumentSource {
    /// Names the source in the ledger for ever, for example `folder:library`.
    String name();

    /// Whether it is followed only once somebody added it to the library, see [AddedSources]; else
    /// being configured is enough.
    default boolean onRequest() {
        return false;
    }

    /// Who may see its files.
    Set<Principal> visibleTo();

    /// Whether archives (zip and the like) are opened and the files inside them read.
    default boolean opensArchives() {
        return false;
    }

    /// Every file there is now, in the order of the paths. What the source refuses (a link out of
    /// the folder, an unreadable folder) is listed with its reason, never dropped.
    ///
    /// @throws SourceUnavailable when the listing cannot be complete: absence then means nothing
    List<Listed> list();

    /// Makes the file's bytes readable on disk until the copy is closed.
    ///
    /// @throws SourceUnavailable when the source does not answer
    /// @throws FileGone when the file is no longer there
    LocalCopy fetch(SourceFile file);

    /// Calls back, from any thread, some time after something changed. A hint only: a listing tells
    /// what.
    void onChange(Runnable listener);

    /// @param refusal absent for a file that may be read
    record Listed(SourceFile file, @Nullable Reason refusal) {}

    interface LocalCopy extends AutoCloseable {
        Path path();

        @Override
        void close();
    }

    final class SourceUnavailable extends RuntimeException {
        public SourceUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    final class FileGone extends RuntimeException {
        public FileGone(String path) {
            super(path);
        }
    }
}
