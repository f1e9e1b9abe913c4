package researchpaas.ingest.extract;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImplFactory;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/// Takes from this process what reading a file does not need: the network, other programs, other
/// processes' memory, large files. On Linux the kernel holds to it, for every thread and for good;
/// elsewhere only Java does, which stops libraries but not a process that was taken over.
final class Confinement {
    /// What a reader may write to one temporary file.
    private static final long LARGEST_FILE = DataSize.ofMegabytes(512).toBytes();

    private static final int NO_NEW_PRIVILEGES = 38;
    private static final long SET_FILTER = 1;
    private static final long ALL_THREADS = 1;
    private static final int FILE_SIZE = 1;
    private static final Set<String> NETWORK = Set.of("http", "https", "ftp", "mailto");

    private Confinement() {}

    /// Irrevocable.
    ///
    /// @param programs whether it may start other programs; they are confined as well
    /// @return whether the kernel took part
    static boolean enter(boolean programs) {
        closeJava();
        try {
            return closeKernel(programs);
        } catch (IllegalCallerException | UnsupportedOperationException | LinkageError e) {
            // native access is not allowed, or not to be had
            return false;
        }
    }

    /// For systems without a filter, and so that a library fails early and with a word.
    @SuppressWarnings("deprecation") // nothing has taken their place
    private static void closeJava() {
        SocketImplFactory none =
                () -> {
                    throw new SecurityException("This process has no network");
                };
        try {
            Socket.setSocketImplFactory(none);
            ServerSocket.setSocketFactory(none);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        URL.setURLStreamHandlerFactory(
                protocol -> NETWORK.contains(protocol) ? new NoConnection() : null);
    }

    private static boolean closeKernel(boolean programs) {
        SystemCalls calls = SystemCalls.ofThisMachine();
        if (calls == null) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit =
                    arena.allocateFrom(ValueLayout.JAVA_LONG, LARGEST_FILE, LARGEST_FILE);
            MemorySegment filter = filter(arena, calls, programs);
            return (int) function("setrlimit", INT_INT_ADDRESS).invokeExact(FILE_SIZE, limit) == 0
                    && (int) variadic("prctl", PRCTL).invokeExact(NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L)
                            == 0
                    && (long)
                                    variadic("syscall", SYSCALL)
                                            .invokeExact(
                                                    (long) calls.seccomp(),
                                                    SET_FILTER,
                                                    ALL_THREADS,
                                                    filter)
                            == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static final FunctionDescriptor INT_INT_ADDRESS =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    private static final FunctionDescriptor PRCTL =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor SYSCALL =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS);

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle variadic(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), type, Linker.Option.firstVariadicArg(1));
    }

    /// A `sock_fprog`: how many instructions, and where they are.
    private static MemorySegment filter(Arena arena, SystemCalls calls, boolean programs) {
        long[] instructions = calls.filter(programs);
        MemorySegment program = arena.allocate(16, 8);
        program.set(ValueLayout.JAVA_SHORT, 0, (short) instructions.length);
        program.set(
                ValueLayout.ADDRESS, 8, arena.allocateFrom(ValueLayout.JAVA_LONG, instructions));
        return program;
    }

    private static final class NoConnection extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("This process has no network");
        }
    }
}
