package researchpaas.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.Ledger.Entry;

/// A file where it comes from: what [ImportFile] needs to know of it and of its place.
interface Original {
    SourceFile file();

    /// The document that it belongs to.
    Placement placement();

    /// A name whose ending tells the format of what [#fetch] gives.
    default String readAs() {
        return file().name();
    }

    /// Whether its size is known before it is fetched.
    default boolean isSized() {
        return true;
    }

    /// Whether archives are opened where it lies.
    default boolean opensArchives() {
        return false;
    }

    /// @throws SourceUnavailable when the source does not answer
    /// @throws FileGone when the file is no longer there
    /// @throws DriveTrouble when a drive does not give it
    LocalCopy fetch();

    /// Whether what lies there is no longer what was listed.
    default boolean changedSince(Path copy) {
        return false;
    }

    /// A file as a source lists it.
    record Listed(DocumentSource source, SourceFile file, Placement placement) implements Original {
        static Original of(DocumentSource source, SourceFile file, Entry entry) {
            return new Listed(source, file, Placement.of(entry.source(), entry.id(), file.path()));
        }

        @Override
        public boolean opensArchives() {
            return source.opensArchives();
        }

        @Override
        public LocalCopy fetch() {
            return source.fetch(file);
        }

        @Override
        public boolean changedSince(Path copy) {
            try {
                return Files.size(copy) != file.size()
                        || Files.getLastModifiedTime(copy).toMillis()
                                != file.modifiedAt().toEpochMilli();
            } catch (IOException e) {
                return true;
            }
        }
    }
}
