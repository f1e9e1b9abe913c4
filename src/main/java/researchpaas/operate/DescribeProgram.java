package researchpaas.operate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The process as its operators see it: which version, since when, and what memory it takes.
@Component
public class DescribeProgram {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path GROUP = Path.of("/sys/fs/cgroup");

    public Program describe() {
        Runtime runtime = Runtime.getRuntime();
        return new Program(
                ProgramVersion.current(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                runtime.availableProcessors(),
                new Memory(
                        runtime.totalMemory() - runtime.freeMemory(),
                        runtime.maxMemory(),
                        resident().orElse(null),
                        number("memory.current", "memory/memory.usage_in_bytes").orElse(null),
                        number("memory.max", "memory/memory.limit_in_bytes").orElse(null)));
    }

    /// Of this process, without its children.
    private static Optional<Long> resident() {
        return text(STATUS)
                .flatMap(text -> text.lines().filter(line -> line.startsWith("VmRSS:")).findFirst())
                .map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .map(digits -> Long.parseLong(digits) * 1024);
    }

    /// `max` where nothing is set; in the older way of control groups a number near the largest.
    private static Optional<Long> number(String newer, String older) {
        return text(GROUP.resolve(newer))
                .or(() -> text(GROUP.resolve(older)))
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            // another operating system
            return Optional.empty();
        }
    }

    /// @param since when it started
    public record Program(String version, Instant since, int processors, Memory memory) {}

    /// In bytes.
    ///
    /// @param heap in use
    /// @param resident of this process in main memory; absent where the system does not tell
    /// @param container what the container takes, its files' pages among it; absent outside of one
    /// @param limit of the container; absent without one
    public record Memory(
            long heap,
            long heapLimit,
            @Nullable Long resident,
            @Nullable Long container,
            @Nullable Long limit) {}
}
