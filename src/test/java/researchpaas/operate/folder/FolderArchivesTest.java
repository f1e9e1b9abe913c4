package researchpaas.operate.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.operate.ArchiveStore;
import researchpaas.operate.ArchiveStoreContract;

class FolderArchivesTest implements ArchiveStoreContract {
    @TempDir Path folder;

    @Override
    public ArchiveStore store() {
        return new FolderArchives(folder.resolve("archives"));
    }

    /// A file stands where the folder should be.
    @Override
    public ArchiveStore broken() {
        try {
            return new FolderArchives(Files.createTempFile(folder, "file", "").resolve("x"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path copies() {
        return folder;
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        store().save("a.zip", out -> out.write(1));

        assertThat(Files.getPosixFilePermissions(store().fetch("a.zip", folder)).toString())
                .doesNotContain("GROUP")
                .doesNotContain("OTHERS");
    }

    @Test
    void clearsOldPartsOnly() throws IOException {
        store().save("a.zip", out -> out.write(1));
        Path archives = folder.resolve("archives");
        Path fresh = Files.createFile(archives.resolve("b.zip." + UUID.randomUUID() + ".part"));
        Path old = Files.createFile(archives.resolve("c.zip." + UUID.randomUUID() + ".part"));
        Path foreign = Files.createFile(archives.resolve("thesis.part"));
        FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
        Files.setLastModifiedTime(old, yesterday);
        Files.setLastModifiedTime(foreign, yesterday);

        store().clearLeftovers();

        assertThat(fresh).exists();
        assertThat(foreign).exists();
        assertThat(old).doesNotExist();
    }
}
