package researchpaas.reliability;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real program in a process of its own, on a free port, so that it can be killed.
final class ServerProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Numbers beyond any process.
    private static final AtomicLong TEMPORARY = new AtomicLong(5_000_000);

    private final Process process;
    private final Path home;
    private final Path log;
    private final Path temporary;

    private ServerProcess(Process process, Path home, Path log, Path temporary) {
        this.process = process;
        this.home = home;
        this.log = log;
        this.temporary = temporary;
    }

    static ServerProcess start(Path home, Path library, Store store, String... settings)
            throws IOException {
        return start(
                home,
                environment -> {
                    environment.put("RESEARCH_PAAS_HOME", home.toString());
                    environment.put("DATA_DIR_PATH", library.toString());
                    environment.remove("DATABASE_PATH");
                    store.addTo(environment);
                    environment.remove("PORT");
                },
                settings);
    }

    /// With these variables and no other.
    static ServerProcess start(Path home, Map<String, String> variables, String... settings)
            throws IOException {
        return start(
                home,
                environment -> {
                    environment.clear();
                    environment.putAll(variables);
                },
                settings);
    }

    private static ServerProcess start(
            Path home, Consumer<Map<String, String>> variables, String... settings)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx192m",
                                // it lives for seconds: what would make it faster later costs more
                                // than it gives
                                "-XX:TieredStopAtLevel=1",
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dai.djl.offline=true",
                                "-cp",
                                System.getProperty("java.class.path")));
        Path temporary =
                Files.createDirectories(home.resolve("tmp/" + TEMPORARY.incrementAndGet()));
        command.add("-Djava.io.tmpdir=" + temporary);
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("researchpaas.ResearchPaas", "serve", "--port", "0"));
        Path log = home.resolveSibling("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        variables.accept(builder.environment());
        Files.deleteIfExists(home.resolve("server.properties"));
        return new ServerProcess(builder.start(), home, log, temporary);
    }

    long pid() {
        return process.pid();
    }

    Path temporary() {
        return temporary;
    }

    /// Waits until the server answers, with its port.
    int awaitPort(Duration patience) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        Path file = home.resolve("server.properties");
        while (Instant.now().isBefore(end)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "The server ended; its log: " + Files.readString(log));
            }
            if (Files.exists(file)) {
                Properties properties = new Properties();
                try (var in = Files.newBufferedReader(file)) {
                    properties.load(in);
                }
                String port = properties.getProperty("port");
                if (port != null && status(Integer.parseInt(port), "/livez") == 200) {
                    return Integer.parseInt(port);
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException(
                "The server did not answer; its log: " + Files.readString(log));
    }

    int status(int port, String path) throws InterruptedException {
        try {
            return send(port, path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    JsonNode get(int port, String path) throws IOException, InterruptedException {
        try {
            return JsonMapper.shared().readTree(send(port, path).body());
        } catch (ConnectException e) {
            throw new IllegalStateException(
                    "The server %s; its log: %s"
                            .formatted(
                                    process.isAlive() ? "does not answer" : "ended",
                                    Files.readString(log)),
                    e);
        }
    }

    /// Compares database and index in the running server.
    JsonNode reconciled(int port) throws IOException, InterruptedException {
        HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/reconcile"))
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        JsonNode status = get(port, "/reconcile");
        while (status.path("running").asBoolean()) {
            Thread.sleep(100);
            status = get(port, "/reconcile");
        }
        return status;
    }

    static HttpResponse<String> send(int port, String path)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .header("Accept", "application/json")
                        .header("Accept-Language", "en")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// SIGKILL: no shutdown hook runs.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM, as a host does it.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server did not stop within 30 s of SIGTERM");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
