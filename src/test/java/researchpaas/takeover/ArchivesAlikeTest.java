package researchpaas.takeover;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.TestPostgres;
import researchpaas.operate.Archiving;
import researchpaas.operate.Manifest;
import researchpaas.operate.ManifestFormat;

/// What archives tell of a takeover. Nothing is left out of the comparison, ids and times neither:
/// the manifest's hash of every table is the same on either database.
class ArchivesAlikeTest {
    private static final String AUDIT = "audit_entries";
    private static final Instant FIRST = Instant.parse("2026-01-05T01:02:03Z");

    /// Later, so that a row written once more shows in its time.
    private static final Instant SECOND = FIRST.plusSeconds(3600);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Generation.class)
    void areEqualOnBothDatabasesAndAfterASecondRun(Generation generation) throws Exception {
        Path old = EarlierDatabases.write(folder, generation);

        Map<String, Manifest.Part> sqlite = takenOverTwice(old, "sqlite", null);

        for (String table : List.of("documents", "files", "published_files", "passages")) {
            assertThat(sqlite.get(table).rows()).as(table).isPositive();
        }
        // the first generations knew no relations
        assertThat(sqlite.get("relations").rows() > 0)
                .isEqualTo(generation.compareTo(Generation.G1) > 0);
        assertThat(takenOverTwice(old, "postgres", TestPostgres.emptyDatabase())).isEqualTo(sqlite);
    }

    private Map<String, Manifest.Part> takenOverTwice(Path old, String name, @Nullable String url)
            throws IOException {
        Path home = folder.resolve(name);
        AtomicReference<Instant> now = new AtomicReference<>(FIRST);
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        try (TakeoverLibrary library = TakeoverLibrary.open(home, url, clock);
                Archiving archiving = Archiving.on(home, url)) {
            long read = written(library.takeOver(old, null));
            Map<String, Manifest.Part> first = archive(archiving);
            assertThat(first.get("legacy_rows").rows()).isPositive().isEqualTo(read);

            now.set(SECOND);
            assertThat(written(library.takeOver(old, null))).isZero();
            Map<String, Manifest.Part> second = archive(archiving);
            // where the first archive is recorded, and nothing else
            assertThat(second.remove(AUDIT).rows()).isEqualTo(first.get(AUDIT).rows() + 1);
            assertThat(second)
                    .isEqualTo(
                            first.entrySet().stream()
                                    .filter(part -> !part.getKey().equals(AUDIT))
                                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
            return first;
        }
    }

    private static long written(TakeoverReport report) {
        assertThat(report.complete()).isTrue();
        return report.tables().stream().mapToLong(table -> table.read() - table.unchanged()).sum();
    }

    /// By table, as the manifest tells it.
    private Map<String, Manifest.Part> archive(Archiving archiving) throws IOException {
        Path archive = archiving.backUp(Files.createTempDirectory(folder, "archive"));
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            byte[] manifest = zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes();
            return archiving.context().getBean(ManifestFormat.class).read(manifest).parts().stream()
                    .collect(toMap(Manifest.Part::table, part -> part));
        }
    }
}
