package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.Asvs;
import researchpaas.GeneratedPapers;
import tools.jackson.databind.JsonNode;

/// PostgreSQL goes away in the middle of an import and comes back: whoever asks meanwhile is told
/// so, and the program, which is not started again, loses nothing.
class PostgresOutageTest {
    private static final int PAPERS = 30;

    /// For a word of the papers: a search that finds nothing asks no database.
    private static final String SEARCH = "/documents/search?q=sensor";

    @TempDir Path folder;

    @Test
    @Asvs("16.5.2")
    void everythingGoesOnWhenPostgresComesBack() throws Exception {
        Path home = folder.resolve("home");
        Path library = folder.resolve("library");
        GeneratedPapers.write(library, PAPERS, 2);
        int port = freePort();
        EmbeddedPostgres postgres = postgres(port);
        Store store = Store.postgres("postgres://postgres:x@localhost:" + port + "/postgres");
        try (ServerProcess server = ServerProcess.start(home, library, store)) {
            int web = server.awaitPort(Duration.ofSeconds(90));
            Set<String> acknowledged = awaitSomePublished(server, web);
            awaitFound(server, web);

            postgres.close();
            checkRefusals(server, web);

            postgres = postgres(port);
            KillContract.awaitDone(server, web);
            assertThat(server.get(web, "/health").path("database").path("status").asString())
                    .isEqualTo("healthy");
            server.stop();
            Invariants invariants = new Invariants(home, library, store);
            invariants.check(acknowledged);
            invariants.checkComplete(PAPERS);
        } finally {
            postgres.close();
        }
    }

    private static void checkRefusals(ServerProcess server, int web) throws Exception {
        for (String path : new String[] {SEARCH, "/statistics", "/documents/paper/1"}) {
            Instant start = Instant.now();
            HttpResponse<String> answer = ServerProcess.send(web, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.body()).as(path).contains("database is not available", "Incident");
            assertThat(Duration.between(start, Instant.now()))
                    .as("time until %s says so", path)
                    .isLessThan(Duration.ofSeconds(8));
        }
        Instant asked = Instant.now();
        JsonNode health = server.get(web, "/health");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMillis(3500));
        assertThat(health.path("status").asString()).isEqualTo("down");
        assertThat(health.path("database").path("engine").asString()).isEqualTo("postgresql");
        assertThat(health.path("database").path("reason").path("message").asString())
                .contains("DATABASE_URL");
        assertThat(server.status(web, "/livez")).isEqualTo(200);
    }

    private static Set<String> awaitSomePublished(ServerProcess server, int web) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        Set<String> acknowledged = new TreeSet<>();
        while (acknowledged.size() < 3 && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            acknowledged.addAll(KillContract.acknowledged(server, web));
        }
        assertThat(acknowledged).hasSizeBetween(3, PAPERS - 1);
        return acknowledged;
    }

    /// The index follows the database.
    private static void awaitFound(ServerProcess server, int web) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (server.get(web, SEARCH).path("total_count").asInt() == 0) {
            assertThat(Instant.now()).as("nothing was found in time").isBefore(end);
            Thread.sleep(50);
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
