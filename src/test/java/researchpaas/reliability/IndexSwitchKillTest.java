package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.GeneratedPapers;
import researchpaas.search.qdrant.FakeQdrant;
import tools.jackson.databind.JsonNode;

/// kill -9 in the midst of a switch: the next start takes it up by itself, and in the end the new
/// index serves and holds exactly the library.
class IndexSwitchKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir Path folder;

    @Test
    void aKillInEachKindOfSwitchCostsNothing() throws Exception {
        killAndCheck(1, 12);
    }

    @Test
    @Tag("long")
    void manyKillsCostNothingEither() throws Exception {
        killAndCheck(10, 300);
    }

    private void killAndCheck(int kills, int papers) throws Exception {
        Path home = folder.resolve("home");
        Path library = folder.resolve("library");
        GeneratedPapers.write(library, papers, 2);
        try (FakeQdrant qdrant = FakeQdrant.onSocket()) {
            String[] settings = {
                "research-paas.qdrant.host=127.0.0.1",
                "research-paas.qdrant.grpc-port=" + qdrant.address().getPort()
            };
            Random random = new Random(23);
            try (ServerProcess server =
                    ServerProcess.start(home, library, Store.sqlite(), settings)) {
                int port = server.awaitPort(PATIENCE);
                KillContract.awaitDone(server, port);
                addModel(home);
                begin(port, "to=qdrant");
                Thread.sleep(random.nextInt(300));
                server.kill();
            }
            for (int kill = 1; kill < kills; kill++) {
                startAndKill(home, library, settings, random);
            }
            try (ServerProcess server =
                    ServerProcess.start(home, library, Store.sqlite(), settings)) {
                int port = server.awaitPort(PATIENCE);
                awaitServing(server, port, "qdrant", "all-MiniLM-L6-v2-int8");
                assertAgrees(server, port);
                begin(port, "to=lucene&model=own");
                Thread.sleep(random.nextInt(2_000));
                server.kill();
            }
            for (int kill = 1; kill < kills; kill++) {
                startAndKill(home, library, settings, random);
            }
            try (ServerProcess server =
                    ServerProcess.start(home, library, Store.sqlite(), settings)) {
                int port = server.awaitPort(PATIENCE);
                awaitServing(server, port, "lucene", "own");
                assertAgrees(server, port);
                assertThat(
                                server.get(port, "/documents/search?q=paper")
                                        .path("degraded")
                                        .asBoolean())
                        .isFalse();
                server.stop();
            }
        }
    }

    private static void startAndKill(Path home, Path library, String[] settings, Random random)
            throws Exception {
        try (ServerProcess server = ServerProcess.start(home, library, Store.sqlite(), settings)) {
            server.awaitPort(PATIENCE);
            Thread.sleep(random.nextInt(1_500));
            server.kill();
        }
    }

    /// The built-in files under another id stand in for a model of somebody's own.
    private static void addModel(Path home) throws IOException {
        Path builtIn = home.resolve("models/all-MiniLM-L6-v2-int8");
        Path own = Files.createDirectories(home.resolve("models/own"));
        Files.createLink(own.resolve("model.onnx"), builtIn.resolve("model.onnx"));
        Files.createLink(own.resolve("tokenizer.json"), builtIn.resolve("tokenizer.json"));
        Files.writeString(
                own.resolve("model.json"),
                "{\"id\": \"own\", \"dimension\": 384, \"maxTokens\": 128, \"queryPrefix\": \"query: \"}");
    }

    private static void begin(int port, String what) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:%d/api/v1/index/switch?%s"
                                                                .formatted(port, what)))
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static void awaitServing(ServerProcess server, int port, String engine, String model)
            throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode index = server.get(port, "/api/v1/index");
        while (!index.path("serves").path("engine").asString().equals(engine)
                || !index.path("serves").path("model").asString().equals(model)
                || index.path("step").isObject()) {
            assertThat(Instant.now()).as(index.toString()).isBefore(end);
            assertThat(index.path("last").path("switched").asBoolean(true))
                    .as(index.toString())
                    .isTrue();
            Thread.sleep(100);
            index = server.get(port, "/api/v1/index");
        }
    }

    private static void assertAgrees(ServerProcess server, int port) throws Exception {
        JsonNode found = server.reconciled(port);
        assertThat(found.path("last").path("agrees").asBoolean()).as(found.toString()).isTrue();
    }
}
