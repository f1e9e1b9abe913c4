package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.SettingsOf;
import researchpaas.outbound.FakeEndpoint;

class CheckServerTest {
    @TempDir Path home;

    @Test
    void findsAFreePortAndATakenOne() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(look(String.valueOf(port), "127.0.0.1").key()).isEqualTo("server.portTaken");
        }
        assertThat(look(String.valueOf(port), "127.0.0.1").key()).isEqualTo("server.none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eight", "-1", "65536", "99999999999", "8000;ls", "８０００"})
    void refusesWhatIsNoPort(String port) {
        assertThat(look(port, "127.0.0.1").key()).isEqualTo("server.noPort");
    }

    /// Which was told as a port that is taken.
    @Test
    void refusesWhatIsNoAddress() {
        assertThat(look("0", "256.256.256.256"))
                .isEqualTo(
                        Diagnosis.wrong(
                                Diagnosis.Topic.SERVER, "server.noAddress", "256.256.256.256"));
    }

    @ParameterizedTest
    @CsvSource({
        "healthy, server, OK",
        "degraded, server.unwell, WARNING",
        "down, server.unwell, WRONG"
    })
    void asksAServerThatRunsHowItIs(String status, String key, Diagnosis.State state)
            throws IOException {
        try (FakeEndpoint server =
                new FakeEndpoint((_, to) ->
                        to.whole(
                                status.equals("down") ? 503 : 200,
                                "{\"status\": \"%s\"}".formatted(status),
                                "Content-Type: application/json"))) {
            runsOn(server.uri("").getPort());
            Diagnosis found = look("8000", "127.0.0.1");
            assertThat(found.key()).isEqualTo(key);
            assertThat(found.state()).isEqualTo(state);
        }
    }

    private void runsOn(int port) throws IOException {
        Files.writeString(
                home.resolve("server.properties"),
                "pid=%d\nport=%d\n".formatted(ProcessHandle.current().pid(), port));
    }

    private Diagnosis look(String port, String address) {
        return new CheckServer(
                        SettingsOf.environment(
                                Map.of(
                                        "RESEARCH_PAAS_HOME",
                                        home.toString(),
                                        "PORT",
                                        port,
                                        "API_HOST",
                                        address)),
                        new Messages(ResourceBundle.getBundle("cli", Locale.ENGLISH)))
                .look()
                .getFirst();
    }
}
