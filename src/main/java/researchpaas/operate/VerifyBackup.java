package researchpaas.operate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import researchpaas.document.LibraryTables;
import researchpaas.document.LibraryTables.Filling;
import researchpaas.document.LibraryTables.Scratch;
import researchpaas.document.LibraryTables.Snapshot;
import researchpaas.operate.Manifest.Part;
import researchpaas.operate.Refusal.Why;

/// Proves an archive: every checksum holds, and a new database that is filled from it gives the
/// same rows, byte for byte.
@Component
public class VerifyBackup {
    private final LibraryTables library;
    private final ManifestFormat format;
    private final Archives archives;

    VerifyBackup(LibraryTables library, ManifestFormat format, Archives archives) {
        this.library = library;
        this.format = format;
        this.archives = archives;
    }

    /// @param archive a file, or `s3://bucket/prefix/name`
    public Outcome verify(String archive, Progress progress) {
        return Refusal.guard(archive, Refused::new, () -> fetched(archive, progress));
    }

    private Outcome fetched(String archive, Progress progress) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            return new Proved(prove(archives.fetch(archive, folder.path()), progress));
        }
    }

    /// @throws BadArchive when it is not proved
    /// @throws LibraryTables.Refused when its rows fit no table
    Manifest prove(Path file, Progress progress) {
        try (TemporaryFolder folder = TemporaryFolder.create();
                ArchiveFile archive = ArchiveFile.open(file, format, library.schemas())) {
            archive.check(progress);
            Manifest manifest = archive.manifest();
            try (Scratch scratch = library.scratch(folder.path(), manifest.schema())) {
                fill(scratch, archive, progress);
                compare(scratch, manifest, progress);
            }
            return manifest;
        }
    }

    /// Into one transaction, in the order of the database's own tables.
    static void fill(Filling filling, ArchiveFile archive, Progress progress) {
        for (String table : filling.tables()) {
            progress.at(Progress.Step.RESTORING, table);
            Part part = part(archive.manifest(), table);
            try (InputStream in = archive.open(part)) {
                if (filling.read(table, in) != part.rows()) {
                    throw new BadArchive(Why.DAMAGED, table);
                }
            } catch (IOException e) {
                throw new BadArchive(Why.DAMAGED, table, e);
            }
        }
        if (filling.tables().size() != archive.manifest().parts().size()) {
            throw new BadArchive(Why.UNREADABLE, ArchiveWriter.MANIFEST);
        }
        filling.commit();
    }

    private static Part part(Manifest manifest, String table) {
        return manifest.parts().stream()
                .filter(part -> part.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new BadArchive(Why.UNREADABLE, table));
    }

    private static void compare(Scratch scratch, Manifest manifest, Progress progress) {
        try (Snapshot copy = scratch.snapshot()) {
            for (String table : copy.tables()) {
                progress.at(Progress.Step.COMPARING, table);
                Digest lines = new Digest(OutputStream.nullOutputStream());
                copy.write(table, lines);
                if (!lines.hex().equals(part(manifest, table).sha256())) {
                    throw new BadArchive(Why.DIFFERENT, table);
                }
            }
        }
    }

    public sealed interface Outcome permits Proved, Refused {}

    public record Proved(Manifest manifest) implements Outcome {}

    public record Refused(Refusal refusal) implements Outcome {}
}
