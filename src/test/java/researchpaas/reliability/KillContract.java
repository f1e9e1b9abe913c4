package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import researchpaas.GeneratedPapers;
import tools.jackson.databind.JsonNode;

/// kill -9 at any moment of an import, and then nothing that was acknowledged is lost and nothing
/// is half.
interface KillContract {
    /// An empty folder.
    Path folder();

    Store store();

    @Test
    default void fiveKillsDuringAnImportBreakNoInvariant() throws Exception {
        killAndCheck(5, 60, 20_261_124);
    }

    @Test
    @Tag("long")
    default void thirtyKillsDuringAnImportBreakNoInvariant() throws Exception {
        killAndCheck(30, 300, 7);
    }

    private void killAndCheck(int kills, int papers, long seed) throws Exception {
        Path home = folder().resolve("home");
        Path library = folder().resolve("library");
        Store store = store();
        GeneratedPapers.write(library, papers, 2);
        Random random = new Random(seed);
        Set<String> acknowledged = new TreeSet<>();
        for (int kill = 0; kill < kills; kill++) {
            try (ServerProcess server = ServerProcess.start(home, library, store)) {
                Instant start = Instant.now();
                int port = server.awaitPort(Duration.ofSeconds(60));
                assertThat(Duration.between(start, Instant.now()))
                        .as("time until it answers again")
                        .isLessThan(Duration.ofSeconds(30));
                Thread.sleep(random.nextInt(1_500));
                acknowledged.addAll(acknowledged(server, port));
                server.kill();
            }
            new Invariants(home, library, store).check(acknowledged);
        }
        try (ServerProcess server = ServerProcess.start(home, library, store)) {
            int port = server.awaitPort(Duration.ofSeconds(60));
            awaitDone(server, port);
            acknowledged.addAll(acknowledged(server, port));
            server.stop();
        }
        Invariants invariants = new Invariants(home, library, store);
        invariants.check(acknowledged);
        invariants.checkComplete(papers);
        String before = invariants.contents();

        try (ServerProcess server = ServerProcess.start(home, library, store)) {
            int port = server.awaitPort(Duration.ofSeconds(60));
            awaitDone(server, port);
            invariants.checkNoTemporaryFiles(server.temporary());
            assertThat(server.reconciled(port).path("last").path("agrees").asBoolean())
                    .as("what the program itself can tell agrees with what is seen from outside")
                    .isTrue();
            server.stop();
        }
        assertThat(new Invariants(home, library, store).contents())
                .as("I10: a second scan without changes writes nothing")
                .isEqualTo(before);
    }

    /// Every path that some job reported as published.
    static Set<String> acknowledged(ServerProcess server, int port)
            throws IOException, InterruptedException {
        Set<String> paths = new TreeSet<>();
        for (JsonNode job : server.get(port, "/documents/ingest").path("jobs")) {
            JsonNode report =
                    server.get(
                            port, "/documents/ingest/" + job.path("id").asLong() + "?limit=1000");
            for (JsonNode file : report.path("files")) {
                if (file.path("outcome").asString().equals("published")) {
                    paths.add(file.path("path").asString());
                }
            }
        }
        return paths;
    }

    static void awaitDone(ServerProcess server, int port) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(10));
        while (Instant.now().isBefore(end)) {
            JsonNode jobs = server.get(port, "/documents/ingest").path("jobs");
            boolean busy = jobs.isEmpty();
            for (JsonNode job : jobs) {
                String state = job.path("state").asString();
                busy |= state.equals("waiting") || state.equals("running");
            }
            if (!busy && server.status(port, "/readyz") == 200 && behind(server, port) == 0) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("The import did not end");
    }

    private static long behind(ServerProcess server, int port)
            throws IOException, InterruptedException {
        return server.get(port, "/health").path("index").path("behind").asLong(-1);
    }
}
