package researchpaas.checkup.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// The lowest memory limit of the control groups that this process is in, by Linux's two ways of
/// telling it.
record ContainerMemory(Path root, Path groups) {
    /// Near the largest number: the older way's word for none.
    private static final long NONE = Long.MAX_VALUE >> 2;

    static ContainerMemory ofThisProcess() {
        return new ContainerMemory(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
    }

    /// In bytes; empty without a limit, and where the system does not tell.
    OptionalLong limit() {
        LongStream limits =
                lines().stream()
                        .flatMapToLong(line -> {
                            String[] parts = line.split(":", 3);
                            if (parts.length < 3) {
                                return LongStream.empty();
                            }
                            return parts[1].isEmpty()
                                    ? upwards(root, parts[2], "memory.max")
                                    : List.of(parts[1].split(",", -1)).contains("memory")
                                            ? upwards(
                                                    root.resolve("memory"),
                                                    parts[2],
                                                    "memory.limit_in_bytes")
                                            : LongStream.empty();
                        });
        return limits.min();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(groups);
        } catch (IOException e) {
            // no Linux
            return List.of();
        }
    }

    /// Inside a container the group itself may not be visible, its parents are.
    private static LongStream upwards(Path mount, String group, String file) {
        LongStream.Builder found = LongStream.builder();
        Path relative = Path.of("/").relativize(Path.of(group));
        for (Path at = mount.resolve(relative); at != null && at.startsWith(mount); ) {
            read(at.resolve(file)).ifPresent(found);
            at = at.getParent();
        }
        return found.build();
    }

    private static OptionalLong read(Path file) {
        try {
            String text = Files.readString(file).strip();
            long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : NONE;
            return value < NONE ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
