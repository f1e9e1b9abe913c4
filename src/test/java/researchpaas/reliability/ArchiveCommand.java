package researchpaas.reliability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `research-paas backup` and `restore` in a process of their own, on a heap of a given size.
final class ArchiveCommand implements AutoCloseable {
    private final Process process;
    private final Path output;

    private ArchiveCommand(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ArchiveCommand start(Path home, Store store, int heapMegabytes, String... arguments)
            throws IOException {
        Path temporary = Files.createDirectories(home.resolve("tmp/6000000"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx" + heapMegabytes + "m",
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Duser.language=en",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "researchpaas.ResearchPaas"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home.getParent(), "command", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("RESEARCH_PAAS_HOME", home.toString());
        environment.remove("DATABASE_PATH");
        environment.remove("BACKUP_TO");
        store.addTo(environment);
        return new ArchiveCommand(builder.start(), output);
    }

    /// To its end, which is a good one.
    ArchiveCommand succeed(int seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("It failed: " + output());
        }
        return this;
    }

    /// Until it says that, or ends.
    void awaitWord(String word) throws IOException, InterruptedException {
        while (process.isAlive() && !output().contains(word)) {
            Thread.sleep(5);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
