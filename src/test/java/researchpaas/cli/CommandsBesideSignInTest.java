package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server as others reach it: sign-in, HTTPS, and an operator on the same computer.
class CommandsBesideSignInTest {
    @TempDir Path folder;

    @Test
    void whoRunsTheServerCommandsItAndNobodyElseDoes() throws Exception {
        Path library = Files.createDirectories(folder.resolve("library/papers"));
        Files.writeString(library.resolve("lamp.txt"), "A lamp in the lecture room.");
        Program program = production(new Program(folder, folder.resolve("library")));
        Process server = program.serve();
        try {
            assertThat(anonymous("/statistics").statusCode()).isEqualTo(401);
            Program.Ended ingest = program.run("ingest", "--json");
            assertThat(ingest.code()).as(ingest.err()).isZero();
            assertThat(folder.resolve("home/operator.token")).exists();
        } finally {
            server.destroy();
            server.waitFor();
        }
        assertThat(folder.resolve("home/operator.token")).doesNotExist();

        Program.Ended alone = program.run("status", "--json");
        assertThat(alone.code()).as("without a server: " + alone.err()).isZero();
        assertThat(alone.out()).contains("\"total_documents\"");
    }

    @Test
    void tellsAllThatIsMissingAndDoesNotStart() throws Exception {
        Program.Ended refused =
                new Program(folder, null).with("PAAS_ENVIRONMENT", "production").run("serve");

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err())
                .contains("GOOGLE_OAUTH_CLIENT_ID", "ALLOWED_DOMAINS", "JWT_SECRET_KEY")
                .doesNotContain("Exception");
    }

    private static Program production(Program program) {
        return program.with("PAAS_ENVIRONMENT", "production")
                .with("API_HOST", "127.0.0.1")
                .with("GOOGLE_OAUTH_CLIENT_ID", "library")
                .with("GOOGLE_OAUTH_CLIENT_SECRET", "client-secret")
                .with("GOOGLE_OAUTH_REDIRECT_URI", "https://library.u.ac.jp/auth/callback")
                .with("ALLOWED_DOMAINS", "u.ac.jp")
                .with("ALLOWED_HOSTS", "library.u.ac.jp")
                .with("FOLDER_VISIBLE_TO", "domain:u.ac.jp")
                .with("JWT_SECRET_KEY", "uMe0H4wzZ1qfY7kX2bVtCp9sRnLd5aJgW8oQi3EyTxs=");
    }

    private HttpResponse<String> anonymous(String path) throws IOException, InterruptedException {
        Properties server = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("home/server.properties"))) {
            server.load(in);
        }
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + server.getProperty("port")
                                                        + path))
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
