package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server that backs itself up, and the commands beside it.
class BackupScheduleTest {
    @TempDir Path folder;

    @Test
    void backsUpByItselfSaysSoAndLetsCommandsWorkBesideIt() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path archives = folder.resolve("archives");
        Path library = Files.createDirectories(folder.resolve("library"));
        Files.writeString(library.resolve("note.md"), "# A note\n\nSome words.\n");
        try (ServerProcess server =
                ServerProcess.start(
                        home, library, Store.sqlite(), "research-paas.backup.to=" + archives)) {
            int port = server.awaitPort(Duration.ofSeconds(60));

            JsonNode health = awaitProof(server, port);
            // the test's folder is on one disk
            assertThat(health.path("backup").path("reason").path("code").asString())
                    .isEqualTo("same_disk");
            assertThat(health.path("backup").path("age_seconds").asLong(-1)).isBetween(0L, 120L);
            assertThat(health.path("backup").path("reason").path("message").asString())
                    .contains("BACKUP_TO");
            assertThat(health.path("status").asString()).isEqualTo("degraded");
            assertThat(names(archives)).anyMatch(name -> name.endsWith(".zip"));

            Path other = folder.resolve("other");
            try (ArchiveCommand beside =
                    ArchiveCommand.start(
                            home, Store.sqlite(), 128, "backup", "--to", other.toString())) {
                beside.succeed(60);
            }
            refusesToRestore(home, other.resolve(names(other).getFirst()));
            server.stop();
        }
    }

    private static void refusesToRestore(Path home, Path archive) throws Exception {
        try (ArchiveCommand restore =
                ArchiveCommand.start(home, Store.sqlite(), 128, "restore", archive.toString())) {
            restore.awaitWord("Nothing was changed");
            assertThat(restore.output()).contains("Nothing was changed").doesNotContain("Restored");
        }
    }

    private static JsonNode awaitProof(ServerProcess server, int port)
            throws IOException, InterruptedException {
        for (int wait = 0; wait < 300; wait++) {
            JsonNode health = server.get(port, "/health");
            if (health.path("backup").hasNonNull("last_proved")) {
                return health;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("No backup was proved within a minute");
    }

    private static java.util.List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
