package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import researchpaas.document.jdbc.ArchiveFixture;

/// kill -9 at any moment of a backup and of a restore: an archive is whole or is none, and a
/// database is full or empty.
interface ArchiveKillContract {
    int DOCUMENTS = 200;
    int PASSAGES = 20;

    /// Words that the commands say on their way, so that kills fall into each phase.
    List<String> OF_BACKUP = List.of("saving vectors", "saving passages", "restoring", "comparing");

    List<String> OF_RESTORE = List.of("checking", "restoring vectors", "restoring job_files");

    Path folder();

    /// An empty database.
    Store store();

    @Test
    default void threeKillsDuringEachLeaveNothingHalf() throws Exception {
        killAndCheck(3);
    }

    @Test
    @Tag("long")
    default void twentyKillsDuringEachLeaveNothingHalf() throws Exception {
        killAndCheck(20);
    }

    private void killAndCheck(int kills) throws Exception {
        Path full = Files.createDirectories(folder().resolve("full"));
        Store source = store();
        ArchiveFixture.write(full, source.url().orElse(null), null, DOCUMENTS, PASSAGES);
        Path archives = folder().resolve("archives");
        Random random = new Random(kills);
        AtomicInteger hits = new AtomicInteger();
        for (int kill = 0; kill < kills; kill++) {
            String word = OF_BACKUP.get(kill % OF_BACKUP.size());
            killed(full, source, word, random, hits, "backup", "--to", archives.toString());
            for (Path archive : archives(archives)) {
                verify(full, source, archive);
            }
        }
        verify(full, source, backUp(full, source, archives));
        Path archive = archives(archives).getLast();
        restoreUnderFire(archive, kills, random, hits);
        assertThat(hits).as("kills that hit a living process").hasValueGreaterThan(kills);
    }

    private void restoreUnderFire(Path archive, int kills, Random random, AtomicInteger hits)
            throws Exception {
        Path home = Files.createDirectories(folder().resolve("home"));
        Store target = store();
        for (int kill = 0; kill < kills; kill++) {
            String word = OF_RESTORE.get(kill % OF_RESTORE.size());
            killed(home, target, word, random, hits, "restore", archive.toString());
            long rows = passages(home, target);
            assertThat(rows).isIn(0L, (long) DOCUMENTS * PASSAGES);
            if (rows > 0) {
                return; // it had ended; there is nothing left to kill
            }
        }
        try (ArchiveCommand restore =
                ArchiveCommand.start(home, target, 128, "restore", archive.toString())) {
            restore.succeed(120);
        }
        assertThat(passages(home, target)).isEqualTo((long) DOCUMENTS * PASSAGES);
    }

    private static void killed(
            Path home,
            Store store,
            String word,
            Random random,
            AtomicInteger hits,
            String... arguments)
            throws IOException, InterruptedException {
        try (ArchiveCommand command = ArchiveCommand.start(home, store, 128, arguments)) {
            command.awaitWord(word);
            Thread.sleep(random.nextInt(40));
            if (command.isAlive()) {
                hits.incrementAndGet();
            }
            command.kill();
        }
    }

    private static Path backUp(Path home, Store store, Path archives) throws Exception {
        try (ArchiveCommand backup =
                ArchiveCommand.start(
                        home, store, 128, "backup", "--keep", "100", "--to", archives.toString())) {
            backup.succeed(120);
        }
        return archives(archives).getLast();
    }

    private static void verify(Path home, Store store, Path archive) throws Exception {
        try (ArchiveCommand verify =
                ArchiveCommand.start(home, store, 128, "backup", "verify", archive.toString())) {
            verify.succeed(120);
        }
    }

    private static List<Path> archives(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
        }
    }

    private static long passages(Path home, Store store) throws SQLException {
        if (store.url().isEmpty() && !Files.exists(home.resolve("library.db"))) {
            return 0;
        }
        try (Connection connection = store.open(home);
                Statement statement = connection.createStatement()) {
            assertThat(one(statement, "select count(*) from (" + store.ownChecks() + ") x"))
                    .isZero();
            if (!has(statement, store.tables())) {
                return 0;
            }
            return one(statement, "select count(*) from passages");
        }
    }

    private static boolean has(Statement statement, String tables) throws SQLException {
        try (ResultSet rows = statement.executeQuery(tables)) {
            while (rows.next()) {
                if (rows.getString(1).equals("passages")) {
                    return true;
                }
            }
            return false;
        }
    }

    private static long one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
