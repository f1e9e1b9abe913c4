package researchpaas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {
    @TempDir Path folder;

    @Test
    void readsTheNewerWay() throws IOException {
        write(
                Map.of(
                        "ours", "0::/web.slice/app\n",
                        "fs/web.slice/app/memory.max", "536870912\n",
                        "fs/web.slice/app/memory.current", "1000\n",
                        "fs/web.slice/app/memory.stat", "anon 700\nfile 200\nkernel 100\n",
                        "fs/web.slice/app/memory.events", "oom 3\noom_kill 2\n",
                        "fs/web.slice/app/cpu.stat", "usage_usec 9\nthrottled_usec 1500000\n"));

        ControlGroup group = group();

        assertThat(group.older()).isFalse();
        tells(group, 536_870_912, 1000, 700, 200, 100, 2);
        assertThat(group.throttled()).isEqualTo(1.5);
    }

    @Test
    void readsTheOlderWay() throws IOException {
        write(
                Map.of(
                        "ours", "7:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n",
                        "fs/memory/docker/abc/memory.limit_in_bytes", "268435456\n",
                        "fs/memory/docker/abc/memory.usage_in_bytes", "900\n",
                        "fs/memory/docker/abc/memory.kmem.usage_in_bytes", "50\n",
                        "fs/memory/docker/abc/memory.stat",
                                "cache 1\nrss 2\ntotal_cache 250\ntotal_rss 600\n",
                        "fs/memory/docker/abc/memory.oom_control",
                                "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
                        "fs/cpu/docker/abc/cpu.stat",
                                "nr_periods 5\nnr_throttled 2\nthrottled_time 2500000000\n"));

        ControlGroup group = group();

        assertThat(group.older()).isTrue();
        tells(group, 268_435_456, 900, 600, 250, 50, 1);
        assertThat(group.throttled()).isEqualTo(2.5);
    }

    /// Mounted from outside, a container's own group is the root of what it sees.
    @Test
    void takesTheRootWhereTheGroupIsNotSeen() throws IOException {
        write(
                Map.of(
                        "ours", "4:memory:/docker/abc\n0::/\n",
                        "fs/memory/memory.limit_in_bytes", "9223372036854771712\n",
                        "fs/memory/memory.usage_in_bytes", "900\n",
                        "fs/memory/memory.stat", "cache 250\nrss 600\n"));

        ControlGroup group = group();

        assertThat(group.older()).isTrue();
        assertThat(group.limit()).as("no limit").isNaN();
        assertThat(group.kind("anon")).isEqualTo(600);
        assertThat(group.kills()).isNaN();
        assertThat(group.throttled()).isNaN();
    }

    @Test
    void tellsNothingOfWhatIsNotThereOrIsNoNumber() throws IOException {
        write(
                Map.of(
                        "ours", "nonsense\n0::/../../etc\n",
                        "fs/memory.current", "many\n",
                        "fs/memory.max", "max\n",
                        "fs/memory.stat", "anon\nfile x\n"));

        ControlGroup group = group();

        assertThat(group.memory()).isEqualTo(folder.resolve("fs"));
        assertThat(group.limit()).isNaN();
        assertThat(group.used()).isNaN();
        assertThat(group.kind("anon")).isNaN();
        assertThat(group.kind("file")).isNaN();
        assertThat(ControlGroup.at(folder.resolve("no"), folder.resolve("no")).used()).isNaN();
    }

    private static void tells(
            ControlGroup group,
            double limit,
            double used,
            double anon,
            double file,
            double kernel,
            double kills) {
        assertThat(group.limit()).isEqualTo(limit);
        assertThat(group.used()).isEqualTo(used);
        assertThat(group.kind("anon")).isEqualTo(anon);
        assertThat(group.kind("file")).isEqualTo(file);
        assertThat(group.kind("kernel")).isEqualTo(kernel);
        assertThat(group.kills()).isEqualTo(kills);
    }

    private ControlGroup group() {
        return ControlGroup.at(folder.resolve("fs"), folder.resolve("ours"));
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path to = folder.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.writeString(to, file.getValue());
        }
    }
}
