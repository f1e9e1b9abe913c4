package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.DeploymentFiles;
import researchpaas.TestPostgres;
import researchpaas.search.qdrant.FakeQdrant;

/// The real program with the variables that `compose.yaml` gives it in production, the names of its
/// neighbours among them. Its own are the ports, the state folder, and where it listens.
class ComposedStartTest {
    @TempDir Path folder;

    @Test
    void becomesReadyAmongItsNeighbours() throws Exception {
        Random random = new Random(20261129);
        String database = drawn(random, 24);
        String key = drawn(random, 24);
        Path names = folder.resolve("hosts");
        Files.writeString(
                names,
                "127.0.0.1 localhost %s research-db research-qdrant%n"
                        .formatted(InetAddress.getLocalHost().getHostName()));
        // as deploy/database.env tells the container
        TestPostgres.execute("create role paas_user login password '" + database + "'");
        TestPostgres.execute("create database research_paas owner paas_user");
        int port = URI.create(TestPostgres.url("", "", "")).getPort();
        try (FakeQdrant qdrant = FakeQdrant.onSocket().apiKey(key)) {
            Map<String, String> variables = variables(random, database, key);
            variables.compute("DATABASE_URL", (_, url) -> url.replace(":5432/", ":" + port + "/"));
            variables.put("QDRANT_GRPC_PORT", String.valueOf(qdrant.address().getPort()));
            variables.put("API_HOST", "127.0.0.1");
            Path home = folder.resolve("home");
            variables.replaceAll((_, value) -> value.replaceFirst("^/data\\b", home.toString()));

            try (ServerProcess server =
                    ServerProcess.start(home, variables, "jdk.net.hosts.file=" + names)) {
                int web = server.awaitPort(Duration.ofSeconds(90));
                awaitReady(server, web);

                assertThat(server.get(web, "/health").path("status").asString())
                        .isIn("healthy", "degraded");
                assertThat(qdrant.aliases()).isNotEmpty();
                assertThat(Files.readString(folder.resolve("server.log")))
                        .doesNotContain("ERROR", "WarnOfUnknownVariables", database, key);
                server.stop();
            }
        } finally {
            TestPostgres.execute("drop database research_paas with (force)");
            TestPostgres.execute("drop role paas_user");
        }
    }

    /// What an operator fills into `.env`, and nothing more.
    private static Map<String, String> variables(Random random, String database, String key) {
        Map<String, String> filled = new HashMap<>();
        DeploymentFiles.lines(".env.example")
                .forEach(line -> filled.put(line.substring(0, line.indexOf('=')), ""));
        filled.put("LIBRARY_HOST", "library.u.ac.jp");
        filled.put("ALLOWED_DOMAINS", "u.ac.jp");
        filled.put("ADMIN_USERS", "head@u.ac.jp");
        filled.put("UPLOADS_VISIBLE_TO", "domain:u.ac.jp");
        filled.put("GOOGLE_OAUTH_CLIENT_ID", "client");
        filled.put("GOOGLE_OAUTH_CLIENT_SECRET", "client-secret");
        filled.put("DATABASE_PASSWORD", database);
        filled.put("QDRANT_API_KEY", key);
        filled.put("JWT_SECRET_KEY", base64(random, 48));
        filled.put("SECRETS_KEY", base64(random, 32));
        return DeploymentFiles.composeVariables(filled);
    }

    private static void awaitReady(ServerProcess server, int web) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        while (server.status(web, "/readyz") != 200) {
            assertThat(Instant.now()).as("ready in time").isBefore(end);
            Thread.sleep(50);
        }
    }

    private static String drawn(Random random, int bytes) {
        return HexFormat.of().formatHex(bytes(random, bytes));
    }

    private static String base64(Random random, int bytes) {
        return Base64.getEncoder().encodeToString(bytes(random, bytes));
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
