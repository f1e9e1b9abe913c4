package researchpaas.ingest.extract;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Linux's numbers of the system calls that matter here; each kind of processor has its own.
///
/// @param architecture as the kernel names it to a filter
/// @param seccomp the call that installs one
/// @param denied sockets (and the ring that makes them without a call), other processes' memory and
///   files
/// @param programs the calls that start another program
record SystemCalls(int architecture, int seccomp, List<Integer> denied, List<Integer> programs) {
    private static final SystemCalls X86_64 =
            new SystemCalls(
                    0xC000003E, 317, List.of(41, 53, 101, 310, 311, 425, 438), List.of(59, 322));
    private static final SystemCalls AARCH64 =
            new SystemCalls(
                    0xC00000B7, 277, List.of(198, 199, 117, 270, 271, 425, 438), List.of(221, 281));

    // the filter's instructions: see the kernel's seccomp_filter.rst
    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_NOT_BELOW = 0x35;
    private static final int RETURN = 0x06;
    private static final int CALL_NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int ALLOW = 0x7FFF0000;
    private static final int NOT_PERMITTED = 0x00050001;

    /// On x86-64 a second set of numbers for the same calls begins here; no Java uses it.
    private static final int SECOND_SET = 0x40000000;

    /// Absent where there is no filter, or its numbers are not known here.
    static @Nullable SystemCalls ofThisMachine() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return null;
        }
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> X86_64;
            case "aarch64" -> AARCH64;
            default -> null;
        };
    }

    /// The filter's program: everything is allowed but the denied calls and those of another
    /// architecture.
    long[] filter(boolean mayStartPrograms) {
        List<Integer> all =
                Stream.of(denied, mayStartPrograms ? List.<Integer>of() : programs)
                        .flatMap(List::stream)
                        .toList();
        int checks = all.size() + 1;
        LongStream head =
                LongStream.of(
                        instruction(LOAD, 0, 0, ARCHITECTURE),
                        // to the end when it is another architecture's
                        instruction(JUMP_IF_EQUAL, 0, checks + 2, architecture),
                        instruction(LOAD, 0, 0, CALL_NUMBER),
                        instruction(JUMP_IF_NOT_BELOW, checks, 0, SECOND_SET));
        LongStream jumps =
                IntStream.range(0, all.size())
                        .mapToLong(i -> instruction(JUMP_IF_EQUAL, all.size() - i, 0, all.get(i)));
        LongStream ends =
                LongStream.of(
                        instruction(RETURN, 0, 0, ALLOW), instruction(RETURN, 0, 0, NOT_PERMITTED));
        return LongStream.concat(LongStream.concat(head, jumps), ends).toArray();
    }

    /// A `sock_filter`: code (16 bits), where to go if true and if false (8 bits each), a value
    /// (32).
    private static long instruction(int code, int ifTrue, int ifFalse, int value) {
        return code | (long) ifTrue << 16 | (long) ifFalse << 24 | (long) value << 32;
    }
}
