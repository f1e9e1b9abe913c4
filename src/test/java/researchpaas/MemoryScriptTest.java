package researchpaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `scripts/memory.sh` in folders that look as the kernel's do.
class MemoryScriptTest {
    private static final String NONE_OF_OLD = "9223372036854771712";

    private final Map<String, String> given = new HashMap<>();

    @TempDir Path folder;

    private Path groups;

    @BeforeEach
    void aMachineOfSixteenGigabytes() throws IOException {
        groups = Files.createDirectory(folder.resolve("cgroup"));
        Files.writeString(
                folder.resolve("meminfo"), "MemTotal:       16384000 kB\nMemFree: 1 kB\n");
        Files.writeString(folder.resolve("self"), "0::/\n");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 80m, 64, 8, 1, 1",
        "512, 112m, 96, 16, 2, 1",
        "1024, 320m, 192, 32, 2, 1",
        "2048, 768m, 256, 64, 4, 2",
        "8192, 1536m, 384, 128, 4, 2"
    })
    void derivesHeapsAndBuffersFromTheContainersLimit(
            long limit, String heap, int reading, int buffer, int files, int processes)
            throws Exception {
        limit("memory.max", Long.toString(limit << 20));

        Settled settled = settle();

        assertThat(settled.lines())
                .containsEntry("RESEARCH_PAAS_MEMORY_MB", Long.toString(limit))
                .containsEntry("RESEARCH_PAAS_HEAP", heap)
                .containsEntry("READING_HEAP_MB", Integer.toString(reading))
                .containsEntry("LUCENE_BUFFER_MB", Integer.toString(buffer))
                .containsEntry("FILES_AT_ONCE", Integer.toString(files))
                .containsEntry("READING_PROCESSES", Integer.toString(processes));
        assertThat(settled.lines().get("flags")).contains("-Xmx" + heap + " ");
    }

    @Test
    void takesTheLowestLimitOnTheWayUp() throws Exception {
        Files.writeString(folder.resolve("self"), "0::/machine/app/inner\n");
        limit("machine/memory.max", Long.toString(600L << 20));
        limit("machine/app/memory.max", Long.toString(2L << 30));
        limit("machine/app/inner/memory.max", "max");

        assertThat(settle().lines()).containsEntry("RESEARCH_PAAS_MEMORY_MB", "600");
    }

    @Test
    void knowsTheOlderControlGroupsWhoseOwnFolderAContainerMayNotSee() throws Exception {
        Files.writeString(folder.resolve("self"), "4:memory:/docker/0123\n1:cpu:/docker\n0::/\n");
        limit("memory/memory.limit_in_bytes", Long.toString(512L << 20));

        assertThat(settle().lines()).containsEntry("RESEARCH_PAAS_MEMORY_MB", "512");
    }

    @ParameterizedTest
    @CsvSource({"memory.max, max", "memory.max, 68719476736"})
    void withoutALimitBehavesAsWithFiveHundredMegabytes(String file, String limit)
            throws Exception {
        limit(file, limit);

        assertThat(settle().lines())
                .containsEntry("RESEARCH_PAAS_MEMORY_MB", "")
                .containsEntry("RESEARCH_PAAS_HEAP", "112m");
    }

    @Test
    void takesTheOlderControlGroupsLargestNumberForNoLimit() throws Exception {
        Files.writeString(folder.resolve("self"), "4:memory:/\n");
        limit("memory/memory.limit_in_bytes", NONE_OF_OLD);

        assertThat(settle().lines()).containsEntry("RESEARCH_PAAS_MEMORY_MB", "");
    }

    @Test
    void leavesWhatTheOperatorSet() throws Exception {
        limit("memory.max", Long.toString(1L << 30));
        given.put("RESEARCH_PAAS_HEAP", "200m");
        given.put("FILES_AT_ONCE", "1");

        assertThat(settle().lines())
                .containsEntry("RESEARCH_PAAS_HEAP", "200m")
                .containsEntry("FILES_AT_ONCE", "1")
                .containsEntry("READING_HEAP_MB", "192");
    }

    @Test
    void canBeToldALimitThatTheHostHides() throws Exception {
        given.put("RESEARCH_PAAS_MEMORY_MB", "2048");

        assertThat(settle().lines()).containsEntry("RESEARCH_PAAS_HEAP", "768m");
    }

    @Test
    void refusesAContainerThatIsTooSmallWithASentence() throws Exception {
        limit("memory.max", Long.toString(256L << 20));

        Settled settled = settle();

        assertThat(settled.code()).isEqualTo(1);
        assertThat(settled.output())
                .contains("256 MB of memory", "needs 400 at least")
                .doesNotContain("flags=");
    }

    private void limit(String file, String limit) throws IOException {
        Path path = groups.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, limit + "\n");
    }

    private Settled settle() throws IOException, InterruptedException {
        ProcessBuilder shell =
                new ProcessBuilder(
                                "sh",
                                "-euc",
                                """
                                . scripts/memory.sh
                                settle_memory "$1/cgroup" "$1/self" "$1/meminfo" || exit 1
                                env
                                echo "flags=$memory_flags"
                                """,
                                "sh",
                                folder.toString())
                        .redirectErrorStream(true);
        shell.environment().clear();
        shell.environment().put("PATH", "/usr/bin:/bin");
        shell.environment().putAll(given);
        Process process = shell.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Settled(process.waitFor(), output);
    }

    private record Settled(int code, String output) {
        Map<String, String> lines() {
            assertThat(code).as(output).isZero();
            Map<String, String> lines = new HashMap<>();
            output.lines()
                    .forEach(line -> {
                        int sign = line.indexOf('=');
                        lines.put(line.substring(0, sign), line.substring(sign + 1));
                    });
            return lines;
        }
    }
}
