package researchpaas.checkup.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.SettingsOf;
import researchpaas.outbound.FakeEndpoint;

class MachineChecksTest {
    private static final long MB = 1 << 20;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "512, 112, memory",
        "2048, 320, memory",
        "0, 112, memory.none",
        "450, 80, memory.tight",
        "256, 64, memory.tooLittle",
        "512, 400, memory.heap"
    })
    void holdsTheHeapsAgainstTheLimit(long limit, long heap, String key) {
        OptionalLong told = limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit * MB);

        assertThat(keys(new CheckMemory(SettingsOf.environment(Map.of()), told, heap * MB).look()))
                .containsExactly(key);
    }

    @Test
    void believesTheOperatorAboutAHiddenLimit() {
        assertThat(
                        keys(
                                new CheckMemory(
                                                SettingsOf.environment(
                                                        Map.of("RESEARCH_PAAS_MEMORY_MB", "300")),
                                                OptionalLong.empty(),
                                                64 * MB)
                                        .look()))
                .containsExactly("memory.tooLittle");
    }

    @Test
    void findsTheLowestLimitOnTheWayUp() throws IOException {
        Path groups = Files.writeString(folder.resolve("cgroup"), "0::/web.slice/app\n");
        Path app = Files.createDirectories(folder.resolve("fs/web.slice/app"));
        Files.writeString(app.resolve("memory.max"), "max\n");
        Files.writeString(app.resolveSibling("memory.max"), "536870912\n");

        assertThat(new ContainerMemory(folder.resolve("fs"), groups).limit()).hasValue(536_870_912);
    }

    @Test
    void understandsTheOlderWayAndNoWay() throws IOException {
        Path groups =
                Files.writeString(folder.resolve("cgroup"), "5:cpu:/x\n4:memory:/docker/abc\n");
        Path memory = Files.createDirectories(folder.resolve("fs/memory"));
        Files.writeString(memory.resolve("memory.limit_in_bytes"), "9223372036854771712\n");
        assertThat(new ContainerMemory(folder.resolve("fs"), groups).limit()).isEmpty();

        Files.writeString(memory.resolve("memory.limit_in_bytes"), "268435456\n");
        assertThat(new ContainerMemory(folder.resolve("fs"), groups).limit()).hasValue(268_435_456);
        assertThat(new ContainerMemory(folder, folder.resolve("absent")).limit()).isEmpty();
    }

    @Test
    void saysWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(disk("RESEARCH_PAAS_HOME", file.resolve("home"))).contains("disk.unwritable");
        assertThat(disk("BACKUP_TO", file)).contains("disk.unwritable");
        assertThat(disk("RESEARCH_PAAS_HOME", folder.resolve("new/home")))
                .doesNotContain("disk.unwritable");
    }

    /// The one who must be given the right is known by number inside a container only.
    @Test
    void namesTheUserWhoCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(
                        new CheckDisk(
                                        SettingsOf.environment(
                                                Map.of("RESEARCH_PAAS_HOME", file.toString())))
                                .look())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.values().getFirst()).isEqualTo(file);
                    assertThat(found.values().getLast().toString()).matches("uid \\d+|\\w.*");
                });
    }

    private static List<String> disk(String variable, Path place) {
        return keys(
                new CheckDisk(SettingsOf.environment(Map.of(variable, place.toString()))).look());
    }

    @ParameterizedTest
    @CsvSource({"0, clock, OK", "90, clock.off, WARNING", "-600, clock.off, WRONG"})
    void holdsTheClockAgainstAConfiguredService(long off, String key, Diagnosis.State state) {
        Instant theirs = Instant.parse("2026-11-29T01:00:00Z");
        try (FakeEndpoint service =
                new FakeEndpoint((_, to) ->
                        to.raw(
                                "HTTP/1.1 404 Not Found\r\nDate: Sun, 29 Nov 2026 01:00:00 GMT\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(clock(service.uri("").toString(), theirs.plusSeconds(off)))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.key()).isEqualTo(key);
                        assertThat(one.state()).isEqualTo(state);
                    });
        }
    }

    @Test
    void asksNobodyForTheTimeWhoIsNotConfigured() {
        assertThat(keys(new CheckClock(SettingsOf.environment(Map.of()), Clock.systemUTC()).look()))
                .containsExactly("clock.nobody");
        assertThat(keys(clock("http://127.0.0.1:1", Instant.now())))
                .containsExactly("clock.noAnswer");
    }

    private static List<Diagnosis> clock(String issuer, Instant now) {
        return new CheckClock(
                        SettingsOf.environment(
                                Map.of("AUTH_ENABLED", "true", "OIDC_ISSUER", issuer)),
                        Clock.fixed(now, ZoneOffset.UTC))
                .look();
    }

    @Test
    void saysWhatDoesNotFitRender() {
        assertThat(render(Map.of())).containsExactly("render.no");
        assertThat(
                        render(
                                Map.of(
                                        "RENDER", "true",
                                        "RENDER_SERVICE_TYPE", "worker",
                                        "RENDER_EXTERNAL_HOSTNAME", "library.onrender.com",
                                        "ALLOWED_HOSTS", "library.u.ac.jp",
                                        "RESEARCH_PAAS_HOME", "/var/lib/research-paas")))
                .containsExactly(
                        "render.type",
                        "render.development",
                        "render.loopback",
                        "render.host",
                        "render.proxies",
                        "render.noDisk");
        assertThat(
                        render(
                                Map.of(
                                        "RENDER", "true",
                                        "RENDER_SERVICE_TYPE", "web",
                                        "RENDER_EXTERNAL_HOSTNAME", "library.onrender.com",
                                        "PAAS_ENVIRONMENT", "production",
                                        "ALLOWED_HOSTS", "library.onrender.com",
                                        "TRUSTED_PROXIES", "10.0.0.0/8",
                                        "DATABASE_URL", "postgres://u:p@db/library")))
                .containsExactly("render");
    }

    private static List<String> render(Map<String, String> variables) {
        return keys(new CheckRender(SettingsOf.environment(variables)).look());
    }

    private static List<String> keys(List<Diagnosis> found) {
        return found.stream().map(Diagnosis::key).toList();
    }
}
