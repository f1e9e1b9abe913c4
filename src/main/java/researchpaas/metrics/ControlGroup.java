package researchpaas.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// What the kernel counts for the container, in either of Linux's two ways of telling it. What it
/// does not tell is no number.
///
/// @param memory the folder of the group that counts memory
/// @param processor the same of the processor; in the newer way one and the same
/// @param older whether memory is told in the older way
record ControlGroup(Path memory, Path processor, boolean older) {
    private static final double MICRO = 1e-6;
    private static final double NANO = 1e-9;
    private static final String OLDER_USE = "memory.usage_in_bytes";

    /// The older way's word for no limit is a number near the largest.
    private static final double NONE = 1L << 61;

    static ControlGroup ofThisProcess() {
        return at(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
    }

    /// @param root where control groups are mounted
    /// @param groups what says which ones are ours
    static ControlGroup at(Path root, Path groups) {
        List<String[]> lines = lines(groups);
        Path newer = lowest(root, group(lines, ""), "memory.current");
        Path older = lowest(root.resolve("memory"), group(lines, "memory"), OLDER_USE);
        if (!Files.isReadable(newer.resolve("memory.current"))
                && Files.isReadable(older.resolve(OLDER_USE))) {
            return new ControlGroup(
                    older, lowest(root.resolve("cpu"), group(lines, "cpu"), "cpu.stat"), true);
        }
        return new ControlGroup(newer, newer, false);
    }

    private static List<String[]> lines(Path groups) {
        try {
            return Files.readAllLines(groups).stream()
                    .map(line -> line.split(":", 3))
                    .filter(parts -> parts.length == 3)
                    .toList();
        } catch (IOException e) {
            // no Linux
            return List.of();
        }
    }

    private static String group(List<String[]> lines, String controller) {
        return lines.stream()
                .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst()
                .orElse("/");
    }

    /// Inside a container the group itself may not be visible: the container's is the root then.
    private static Path lowest(Path mount, String group, String file) {
        Path own = mount.resolve(group.replaceFirst("^/+", "")).normalize();
        return own.startsWith(mount) && Files.isReadable(own.resolve(file)) ? own : mount;
    }

    /// In bytes, as all memory here.
    double limit() {
        double limit = number(memory.resolve(older ? "memory.limit_in_bytes" : "memory.max"));
        return limit < NONE ? limit : Double.NaN;
    }

    double used() {
        return number(memory.resolve(older ? OLDER_USE : "memory.current"));
    }

    /// @param kind `anon`, `file` or `kernel`
    double kind(String kind) {
        if (!older) {
            return field(memory.resolve("memory.stat"), kind);
        }
        return switch (kind) {
            case "anon" -> whole("rss");
            case "file" -> whole("cache");
            default -> number(memory.resolve("memory.kmem.usage_in_bytes"));
        };
    }

    /// With the groups below, as the newer way counts.
    private double whole(String name) {
        Path file = memory.resolve("memory.stat");
        return DoubleStream.of(field(file, "total_" + name), field(file, name))
                .filter(number -> !Double.isNaN(number))
                .findFirst()
                .orElse(Double.NaN);
    }

    double kills() {
        return field(memory.resolve(older ? "memory.oom_control" : "memory.events"), "oom_kill");
    }

    /// In seconds.
    double throttled() {
        Path file = processor.resolve("cpu.stat");
        return older ? field(file, "throttled_time") * NANO : field(file, "throttled_usec") * MICRO;
    }

    /// @return not a number for `max`, which is no limit
    private static double number(Path file) {
        try {
            return Double.parseDouble(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// The number behind a word, as `/proc` and control groups write them.
    static double field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("\\s+", -1))
                    .filter(words -> words.length > 1 && words[0].equals(name))
                    .mapToDouble(words -> Double.parseDouble(words[1]))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }
}
