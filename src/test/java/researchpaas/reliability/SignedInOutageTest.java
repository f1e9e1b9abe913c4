package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.TestProvider;

/// The database goes away from a server where people have signed in, and comes back.
class SignedInOutageTest {
    @TempDir Path folder;

    @Test
    void whoWasSignedInIsToldAndStaysSignedIn() throws Exception {
        Path home = folder.resolve("home");
        Path library = Files.createDirectories(folder.resolve("library"));
        int port = freePort();
        EmbeddedPostgres postgres = postgres(port);
        Store store = Store.postgres("postgres://postgres:x@localhost:" + port + "/postgres");
        try (ServerProcess server =
                ServerProcess.start(
                        home,
                        library,
                        store,
                        "research-paas.auth.enabled=true",
                        "research-paas.auth.allowed-domains=u.ac.jp",
                        "research-paas.auth.provider.issuer=" + TestProvider.running().issuer(),
                        "research-paas.auth.provider.client-id=" + TestProvider.CLIENT,
                        "research-paas.auth.provider.client-secret=client-secret")) {
            SignInWorld world = new SignInWorld(server.awaitPort(Duration.ofSeconds(90)));
            Browser browser = world.signedIn(SignInWorld.student());
            String token = world.tokens(SignInWorld.student()).path("access_token").asString();
            assertThat(browser.get("/").statusCode()).isEqualTo(200);

            postgres.close();
            HttpResponse<String> page = browser.get("/");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(503);
            assertThat(page.body()).contains("database is not available");
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
            HttpResponse<String> json = browser.get("/statistics", "Accept", "application/json");
            assertThat(json.statusCode()).isEqualTo(503);
            assertThat(SignInWorld.json(json).path("detail").asString())
                    .contains("database is not available", "Incident");
            HttpResponse<String> program =
                    world.send("GET", "/statistics", "Authorization", "Bearer " + token);
            assertThat(program.statusCode()).isEqualTo(503);
            assertThat(world.send("GET", "/livez").statusCode()).isEqualTo(200);
            assertThat(world.browser().leave("/auth/login").statusCode()).isEqualTo(503);

            postgres = postgres(port);
            awaitPage(browser);
            assertThat(
                            world.send("GET", "/statistics", "Authorization", "Bearer " + token)
                                    .statusCode())
                    .isEqualTo(200);
        } finally {
            postgres.close();
        }
    }

    private static void awaitPage(Browser browser) throws InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            if (browser.get("/").statusCode() == 200) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The page does not come back");
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
