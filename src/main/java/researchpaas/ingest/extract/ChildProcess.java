package researchpaas.ingest.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parent's handle of one child: its streams, its folder for temporary files, its end.
final class ChildProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final int STDERR_TAIL = 4_000;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Process process;
    private final Path folder;
    private final DataInputStream in;
    private final DataOutputStream out;

    private ChildProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread.ofVirtual().name("extract-stderr").start(this::drainErrors);
    }

    /// @param folder an empty folder of the child's own, deleted with it
    static ChildProcess start(ChildCommand command, Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.arguments(folder)).directory(folder.toFile());
        builder.environment().clear();
        // not a secret, and without it a JVM cannot open a file whose name is Japanese
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new ChildProcess(builder.start(), folder);
    }

    void send(Wire.Request request) throws IOException {
        Wire.write(out, request);
    }

    Wire.Message receive(int maxBytes) throws IOException {
        return Wire.readMessage(in, maxBytes);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// Whether it ended because memory ran out (the exit code of `ExitOnOutOfMemoryError`). Waits a
    /// moment: the streams close before the code is known.
    boolean ranOutOfMemory() {
        try {
            return process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    && process.exitValue() == 3;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// At once, whatever it does. May be called twice, and from any thread.
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Asks a child that has nothing to do to end, and sees to it.
    void dismiss() {
        try {
            out.close();
            process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            LOG.debug("reading process did not hear the farewell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bury();
    }

    /// Kills it and removes what it left.
    void bury() {
        kill();
        try {
            process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deleteFolder(folder);
    }

    static void deleteFolder(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("folder", folder)
                    .log("temporary files of a reading process remain");
        }
    }

    private void drainErrors() {
        byte[] tail = new byte[STDERR_TAIL];
        int length = 0;
        try (InputStream errors = process.getErrorStream()) {
            byte[] chunk = new byte[1024];
            for (int count = errors.read(chunk); count >= 0; count = errors.read(chunk)) {
                int keep = Math.min(length, STDERR_TAIL - count);
                System.arraycopy(tail, length - keep, tail, 0, keep);
                System.arraycopy(chunk, 0, tail, keep, count);
                length = keep + count;
            }
        } catch (IOException e) {
            LOG.trace("stream closed", e);
        }
        if (length > 0) {
            LOG.atDebug()
                    .addKeyValue("pid", process.pid())
                    .addKeyValue(
                            "stderr",
                            printable(new String(tail, 0, length, StandardCharsets.UTF_8)))
                    .log("a reading process wrote to standard error");
        }
    }

    private static String printable(String text) {
        return Objects.requireNonNull(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
