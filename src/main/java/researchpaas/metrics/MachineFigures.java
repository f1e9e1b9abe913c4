package researchpaas.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import researchpaas.document.Database;
import researchpaas.document.Database.Pool;

/// Memory as the kernel counts it, for the process and for the container it runs in (the parsing
/// child is part of the latter), disk, and the database's connections. What this machine does not
/// tell is no number.
@Component
final class MachineFigures implements MeterBinder {
    private static final double KILOBYTE = 1024;
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Path home;
    private final Path index;
    private final Database database;

    /// Meters hold what they measure weakly.
    private final ControlGroup group = ControlGroup.ofThisProcess();

    MachineFigures(
            @Value("${research-paas.home}") Path home,
            @Value("${research-paas.lucene.folder}") Path index,
            Database database) {
        this.home = home;
        this.index = index;
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bindProcess(registry);
        bindGroup(registry, group);
        gauge(
                registry,
                "disk.free.bytes",
                "Free space where the state lies",
                home,
                MachineFigures::free);
        gauge(
                registry,
                "disk.bytes",
                "Size of the disk where the state lies",
                home,
                MachineFigures::size);
        gauge(
                registry,
                "index.bytes",
                "The embedded search index on disk",
                index,
                MachineFigures::bytesIn);
        List<Pool> pools = database.pools();
        for (int i = 0; i < pools.size(); i++) {
            bindPool(registry, pools.get(i).name(), i);
        }
    }

    private static void bindProcess(MeterRegistry registry) {
        for (String[] kind :
                new String[][] {{"all", "VmRSS"}, {"anon", "RssAnon"}, {"file", "RssFile"}}) {
            Gauge.builder(
                            Names.PREFIX + "process.memory.bytes",
                            STATUS,
                            file -> ControlGroup.field(file, kind[1] + ":") * KILOBYTE)
                    .description(
                            "Memory of this process: all of it, what only it holds (anon), files that the kernel can drop (file)")
                    .tag("kind", kind[0])
                    .register(registry);
        }
    }

    static void bindGroup(MeterRegistry registry, ControlGroup group) {
        gauge(
                registry,
                "container.memory.limit.bytes",
                "Memory that the container may use",
                group,
                ControlGroup::limit);
        gauge(
                registry,
                "container.memory.bytes",
                "Memory that the kernel counts for the container, with files that it can drop",
                group,
                ControlGroup::used);
        for (String kind : List.of("anon", "file", "kernel")) {
            Gauge.builder(
                            Names.PREFIX + "container.memory.kind.bytes",
                            group,
                            one -> one.kind(kind))
                    .description("Of it, what programs hold (anon), files (file), the kernel's own")
                    .tag("kind", kind)
                    .register(registry);
        }
        counter(
                registry,
                "container.oom.kills",
                "Processes that the kernel killed since memory ran out",
                group,
                ControlGroup::kills);
        counter(
                registry,
                "container.cpu.throttled.seconds",
                "Time in which the container was held back for using more than its share",
                group,
                ControlGroup::throttled);
    }

    private void bindPool(MeterRegistry registry, String name, int at) {
        pool(registry, name, "active", at, Pool::active);
        pool(registry, name, "idle", at, Pool::idle);
        pool(registry, name, "waiting", at, Pool::waiting);
        pool(registry, name, "most", at, Pool::most);
    }

    private void pool(
            MeterRegistry registry,
            String name,
            String kind,
            int at,
            ToDoubleFunction<Pool> value) {
        Gauge.builder(
                        Names.PREFIX + "database.connections",
                        database,
                        one -> value.applyAsDouble(one.pools().get(at)))
                .description(
                        "Connections that are used, that are not, threads that wait for one, and how many there may be")
                .tag("pool", name)
                .tag("kind", kind)
                .register(registry);
    }

    private static <T> void gauge(
            MeterRegistry registry,
            String name,
            String description,
            T of,
            ToDoubleFunction<T> value) {
        Gauge.builder(Names.PREFIX + name, of, value).description(description).register(registry);
    }

    private static void counter(
            MeterRegistry registry,
            String name,
            String description,
            ControlGroup group,
            ToDoubleFunction<ControlGroup> value) {
        FunctionCounter.builder(Names.PREFIX + name, group, value)
                .description(description)
                .register(registry);
    }

    private static double free(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    private static double size(Path folder) {
        return folder.toFile().getTotalSpace();
    }

    private static double bytesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // another engine, or a file that went meanwhile
            return Double.NaN;
        }
    }
}
