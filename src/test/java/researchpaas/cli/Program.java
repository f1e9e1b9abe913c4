package researchpaas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The program as a shell starts it, in English unless told otherwise: environment, exit code, two
/// streams.
final class Program {
    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx192m",
                    "--add-modules=jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dai.djl.offline=true",
                    "-Duser.language=en",
                    "-cp",
                    System.getProperty("java.class.path"));

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /// @param folder holds the state and the streams' files
    /// @param library the folder to follow; without one, there are the samples
    Program(Path folder, @Nullable Path library) {
        this.folder = folder;
        environment.put("RESEARCH_PAAS_HOME", home().toString());
        environment.put("DATA_DIR_PATH", library == null ? "" : library.toString());
        environment.put("PORT", "0");
    }

    Path home() {
        return folder.resolve("home");
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// What a finished command left behind.
    record Ended(int code, String out, String err) {}

    Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process =
                builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("It does not end; so far: " + read(err));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Started and ready; the caller ends it.
    Process serve() throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        Process server =
                builder("serve").redirectErrorStream(true).redirectOutput(log.toFile()).start();
        for (int wait = 0; wait < 1_200; wait++) {
            if (read(log).contains("is ready")) {
                return server;
            }
            if (!server.isAlive()) {
                break;
            }
            Thread.sleep(50);
        }
        server.destroyForcibly();
        throw new IllegalStateException("The server did not start: " + read(log));
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.add("researchpaas.ResearchPaas");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeAll(
                        List.of(
                                "PORT",
                                "API_PORT",
                                "DATABASE_PATH",
                                "DATABASE_URL",
                                "PAAS_ENVIRONMENT"));
        builder.environment().putAll(environment);
        return builder;
    }

    /// Without what the virtual machine says of itself.
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .reduce("", (text, line) -> text + line + "\n");
    }
}
