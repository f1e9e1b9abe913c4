package researchpaas.operate;

import org.springframework.stereotype.Component;
import researchpaas.document.LibraryTables;
import researchpaas.document.LibraryTables.Filling;

/// Fills the configured, empty database from an archive: all of it, or nothing. Every checksum is
/// proved before the first row is written.
@Component
public class Restore {
    private final LibraryTables library;
    private final ManifestFormat format;
    private final Archives archives;
    private final StaleIndex index;

    Restore(LibraryTables library, ManifestFormat format, Archives archives, StaleIndex index) {
        this.library = library;
        this.format = format;
        this.archives = archives;
        this.index = index;
    }

    /// @param archive a file, or `s3://bucket/prefix/name`
    public Outcome restore(String archive, Progress progress) {
        return Refusal.guard(archive, Refused::new, () -> fetched(archive, progress));
    }

    private Outcome fetched(String archive, Progress progress) {
        try (TemporaryFolder folder = TemporaryFolder.create();
                ArchiveFile file =
                        ArchiveFile.open(
                                archives.fetch(archive, folder.path()),
                                format,
                                library.schemas())) {
            file.check(progress);
            fill(file, progress);
            return new Restored(file.manifest());
        }
    }

    private void fill(ArchiveFile file, Progress progress) {
        try (Filling filling = library.fill(file.manifest().schema())) {
            // an index of other contents could have a cursor that seems to fit
            index.forget();
            VerifyBackup.fill(filling, file, progress);
        }
    }

    public sealed interface Outcome permits Restored, Refused {}

    public record Restored(Manifest manifest) implements Outcome {}

    public record Refused(Refusal refusal) implements Outcome {}
}
