package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.outbound.FakeEndpoint;
import researchpaas.outbound.FakeEndpoint.Answering;
import researchpaas.outbound.FakeEndpoint.Request;
import tools.jackson.databind.json.JsonMapper;

/// The program is told to end while two answers are written: one that will be whole in time, and
/// one that never will.
class AnswersAtTheEndTest {
    private static final String TRUTH =
            "Moths circle street lamps because the light confuses their sense of up and down.";
    private static final Pattern PASSAGE = Pattern.compile("PASSAGE (P\\d+)>>");

    @TempDir Path folder;

    /// The program has been told to end.
    private final CountDownLatch ending = new CountDownLatch(1);

    private final CountDownLatch writing = new CountDownLatch(2);
    private final CompletableFuture<Instant> left = new CompletableFuture<>();

    @Test
    void oneIsFinishedAndOneIsToldThatItWillNotBe() throws Exception {
        Path library = Files.createDirectories(folder.resolve("files/papers"));
        Files.writeString(
                library.resolve("moths.txt"),
                "Moths at street lamps\n\n" + TRUTH + " Lamps with less blue attract fewer.\n");
        try (FakeEndpoint model = new FakeEndpoint(this::write);
                ServerProcess server =
                        ServerProcess.start(
                                folder.resolve("home"),
                                folder.resolve("files"),
                                Store.sqlite(),
                                "LLM_PROVIDER=compatible",
                                "LLM_MODEL=scripted",
                                "LLM_API_KEY=none",
                                "LLM_BASE_URL=" + model.uri("/v1"))) {
            int port = server.awaitPort(Duration.ofSeconds(120));
            awaitFound(port);
            CompletableFuture<String> whole = ask(port, "Why do moths circle lamps?");
            CompletableFuture<String> never = ask(port, "Why do moths circle lamps, endlessly?");
            writing.await();

            Instant told = Instant.now();
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    server.stop();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            Thread::startVirtualThread);
            // from then on it is not ready
            while (server.status(port, "/readyz") == 200) {
                Thread.onSpinWait();
            }
            ending.countDown();

            assertThat(whole.get())
                    .contains("event:statement", "event:done", "\"outcome\":\"grounded\"")
                    .doesNotContain("event:error");
            assertThat(never.get())
                    .contains("event:error", "The server is being restarted")
                    .doesNotContain("event:done");
            assertThat(Duration.between(told, left.get()))
                    .as("the request to the model is given up, no sooner than the grace")
                    .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(25));
            stopped.get();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(28));
        }
        assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain(" ERROR ");
    }

    /// A proved sentence at once; the rest a while after the program was told to end, or never.
    private void write(Request request, Answering to) throws IOException, InterruptedException {
        if (!request.path().endsWith("/chat/completions")) {
            to.whole(404, "{}");
            return;
        }
        String prompt =
                JsonMapper.shared()
                        .readTree(request.body())
                        .path("messages")
                        .valueStream()
                        .map(message -> message.path("content").asString(""))
                        .reduce((_, last) -> last)
                        .orElse("");
        if (!prompt.contains(TRUTH)) {
            // other words for the question: none
            to.whole(400, "{}");
            return;
        }
        to.begin("text/event-stream");
        to.event(piece(statement(prompt)));
        writing.countDown();
        if (prompt.contains("endlessly")) {
            to.waitUntilLeft();
            left.complete(Instant.now());
            return;
        }
        ending.await();
        Thread.sleep(1_500);
        to.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        to.event(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9,\"total_tokens\":18}}");
        to.event("[DONE]");
        to.end();
    }

    private static String statement(String prompt) {
        String handle = "P1";
        Matcher passage = PASSAGE.matcher(prompt.substring(0, Math.max(0, prompt.indexOf(TRUTH))));
        while (passage.find()) {
            handle = passage.group(1);
        }
        return JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "say",
                                        TRUTH,
                                        "quotes",
                                        List.of(Map.of("passage", handle, "words", TRUTH))))
                + "\n";
    }

    private static String piece(String text) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "choices",
                                List.of(Map.of("index", 0, "delta", Map.of("content", text)))));
    }

    private static void awaitFound(int port) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!ServerProcess.send(port, "/documents/search?q=moths")
                .body()
                .contains("moths.txt")) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }

    /// All that is sent until the server ends the stream.
    private static CompletableFuture<String> ask(int port, String question) {
        return CompletableFuture.supplyAsync(
                () -> told(port, question), Thread::startVirtualThread);
    }

    private static String told(int port, String question) {
        String body = "{\"question\": \"%s\"}".formatted(question);
        StringBuilder all = new StringBuilder();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(
                            "POST /api/v1/answers HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\nAccept-Language: en\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                    .formatted(port, body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                all.append(line).append('\n');
            }
        } catch (IOException e) {
            all.append("broken: ").append(e);
        }
        return all.toString();
    }
}
