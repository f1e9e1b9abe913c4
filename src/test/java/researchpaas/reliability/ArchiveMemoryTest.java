package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;
import researchpaas.document.jdbc.ArchiveFixture;

/// From SQLite to PostgreSQL with less memory than the library's vectors alone would take.
class ArchiveMemoryTest {
    private static final int PASSAGES = 20;

    @TempDir Path folder;

    /// 62 MB of vectors, 200 MB of JSON.
    @Test
    void carriesFortyThousandPassagesOnFiftySixMegabytesOfHeap() throws Exception {
        carry(2_000, 56);
    }

    @Test
    @Tag("long")
    void carriesFourHundredThousandPassagesOnFiftySixMegabytesOfHeap() throws Exception {
        carry(20_000, 56);
    }

    private void carry(int documents, int heap) throws Exception {
        Path first = Files.createDirectories(folder.resolve("first"));
        ArchiveFixture.write(first, null, null, documents, PASSAGES);
        Path saved = backUp(first, Store.sqlite(), heap, folder.resolve("a"));

        Path second = Files.createDirectories(folder.resolve("second"));
        Store postgres = Store.postgres(TestPostgres.emptyDatabase());
        long start = System.nanoTime();
        try (ArchiveCommand restore =
                ArchiveCommand.start(second, postgres, heap, "restore", saved.toString())) {
            restore.succeed(1_200);
        }
        report("restore into PostgreSQL", start, documents);
        Path again = backUp(second, postgres, heap, folder.resolve("b"));

        // equal hashes of each table
        assertThat(tables(again)).isEqualTo(tables(saved));

        Path third = Files.createDirectories(folder.resolve("third"));
        start = System.nanoTime();
        try (ArchiveCommand restore =
                ArchiveCommand.start(third, Store.sqlite(), heap, "restore", again.toString())) {
            restore.succeed(1_200);
        }
        report("restore into SQLite", start, documents);
    }

    private static Path backUp(Path home, Store store, int heap, Path place) throws Exception {
        long start = System.nanoTime();
        try (ArchiveCommand backup =
                ArchiveCommand.start(home, store, heap, "backup", "--to", place.toString())) {
            backup.succeed(1_200);
        }
        System.out.printf(
                "backup and proof from %s: %.1f s%n",
                store.url().isPresent() ? "PostgreSQL" : "SQLite",
                (System.nanoTime() - start) / 1e9);
        try (var files = Files.list(place)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void report(String what, long start, int documents) {
        double seconds = (System.nanoTime() - start) / 1e9;
        // passage and vector each; file, document, published file and page of each document
        long rows = (long) documents * (PASSAGES * 2 + 4);
        System.out.printf("%s: %.1f s, %.0f rows/s%n", what, seconds, rows / seconds);
    }

    private static String tables(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String manifest =
                    new String(
                            zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(),
                            StandardCharsets.UTF_8);
            return manifest.substring(manifest.indexOf("\"tables\""));
        }
    }
}
