package researchpaas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import researchpaas.search.IndexFollower;
import researchpaas.search.SearchIndex.IndexUnavailable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server that a command talks to: the one that runs on the state folder, else one that lives
/// in this process for as long as the command does. So a command and a program that calls the API
/// take the same way.
final class LibraryServer implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);
    private static final Duration LONGEST_CATCHING_UP = Duration.ofMinutes(10);
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;
    private static final int LONGEST_BODY = 64 << 20;

    private final int port;
    private final @Nullable ConfigurableApplicationContext own;
    private final Messages messages;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.shared();

    private LibraryServer(
            int port, @Nullable ConfigurableApplicationContext own, Messages messages) {
        this.port = port;
        this.own = own;
        this.messages = messages;
    }

    static LibraryServer connect(Class<?> application, Messages messages) {
        Optional<Integer> running = ServerFile.port(StateFolder.ofEnvironment());
        if (running.isPresent()) {
            return new LibraryServer(running.get(), null, messages);
        }
        ConfigurableApplicationContext own = start(application);
        awaitIndex(own);
        int port = own.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new LibraryServer(port, own, messages);
    }

    /// After a restore or a takeover the index is still behind; a search would find nothing and say
    /// so.
    private static void awaitIndex(ConfigurableApplicationContext own) {
        try {
            own.getBean(IndexFollower.class).awaitCaughtUp(LONGEST_CATCHING_UP);
        } catch (IndexUnavailable e) {
            // what is asked for may be to leave this index, or does not need it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The server of this process.
    static LibraryServer at(int port, Messages messages) {
        return new LibraryServer(port, null, messages);
    }

    /// A quiet server on a free port of the loopback address, which scans only when it is told to.
    static ConfigurableApplicationContext start(Class<?> application, String... settings) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--research-paas.ingest.automatic=false",
                                "--spring.main.banner-mode=off",
                                "--logging.level.root=WARN",
                                "--logging.level.researchpaas=WARN"));
        arguments.addAll(Arrays.asList(settings));
        return StartFailed.start(application, arguments.toArray(String[]::new));
    }

    JsonNode get(String path, Map<String, String> parameters) {
        String query =
                parameters.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return send(request(query.isEmpty() ? path : path + "?" + query).GET());
    }

    JsonNode post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /// Sends one file as a form. The deadline is for the answer after it has arrived; a large file
    /// takes its time.
    ///
    /// @throws CommandFailed also when the file cannot be read or is refused
    JsonNode upload(Path file, Map<String, String> fields) {
        String boundary = "research-paas-" + UUID.randomUUID();
        try {
            HttpRequest.BodyPublisher body =
                    BodyPublishers.concat(
                            BodyPublishers.ofString(head(boundary, fields, file)),
                            BodyPublishers.ofFile(file),
                            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            Duration deadline = DEADLINE.plusSeconds(Files.size(file) / SLOWEST_BYTES_PER_SECOND);
            return send(
                    request("/documents/upload")
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .POST(body),
                    deadline);
        } catch (IOException e) {
            throw new CommandFailed(messages.text("upload.unreadable", file));
        }
    }

    /// Sends a question and hands over each event of the answer as it arrives.
    ///
    /// @param event its name and its data
    void ask(String body, BiConsumer<String, JsonNode> event) {
        HttpRequest request =
                request("/api/v1/answers")
                        .setHeader("Accept", "text/event-stream")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                if (answer.statusCode() >= 400) {
                    throw new CommandFailed(
                            json.readTree(lines.collect(Collectors.joining("\n")))
                                    .path("detail")
                                    .asString());
                }
                read(lines.iterator(), event);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed(messages.text("server.silent", String.valueOf(port)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(messages.text("interrupted"));
        }
    }

    /// A line comes every second at least, so the deadline is looked at as often.
    private void read(Iterator<String> lines, BiConsumer<String, JsonNode> event) {
        long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
        String name = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (System.nanoTime() > end) {
                throw new CommandFailed(messages.text("server.slow", LONGEST_ANSWER.toSeconds()));
            }
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                JsonNode data = json.readTree(line.substring("data:".length()));
                if (name.equals("error")) {
                    throw new CommandFailed(data.path("detail").asString());
                }
                event.accept(name, data);
            }
        }
    }

    private static String head(String boundary, Map<String, String> fields, Path file) {
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append(part(boundary, name, value)));
        String name = String.valueOf(file.getFileName()).replaceAll("[\"\\p{Cntrl}]", "_");
        return head.append("--%s\r\n".formatted(boundary))
                .append("Content-Disposition: form-data; name=\"file\"; filename=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .toString();
    }

    private static String part(String boundary, String name, String value) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(boundary, name, value);
    }

    JsonNode put(String path) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                        .header("Accept", "application/json")
                        .header("Accept-Language", Locale.getDefault().toLanguageTag());
        StateFolder.ofEnvironment()
                .operatorToken()
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    /// The deadline covers the whole answer, its body included.
    private JsonNode send(HttpRequest.Builder request) {
        return send(request, DEADLINE);
    }

    private JsonNode send(HttpRequest.Builder request, Duration deadline) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY));
        try {
            return body(answer.get(deadline.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CommandFailed(messages.text("server.slow", deadline.toSeconds()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CommandFailed(messages.text("interrupted"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw new CommandFailed(messages.text("server.silent", String.valueOf(port)));
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private JsonNode body(HttpResponse<byte[]> response) {
        JsonNode body = json.readTree(response.body());
        // /health answers 503 with a full report
        if (response.statusCode() >= 400 && body.has("detail")) {
            throw new CommandFailed(body.path("detail").asString());
        }
        return body;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
        if (own != null) {
            own.close();
        }
    }
}
