package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.Asvs;
import researchpaas.account.Account;
import researchpaas.account.AccountId;
import researchpaas.account.Accounts;
import researchpaas.account.Address;
import researchpaas.account.Reader;
import researchpaas.account.Readers;
import researchpaas.account.Role;
import researchpaas.answer.AnswerSeats;
import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.ManageConversations;
import researchpaas.answer.ModelService;
import researchpaas.answer.ScriptedModel;
import researchpaas.answer.TestModels;
import researchpaas.document.Category;
import researchpaas.doors.ActingReader;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Over real connections, which can be cut, with a model that takes its time.
@DoorsTest
@TestPropertySource(
        properties = {
            "research-paas.llm.provider=scripted",
            "research-paas.llm.tokens-a-day=0",
            "research-paas.llm.tokens-a-day-account=0"
        })
@Import(AnswerStreamsTest.WithModel.class)
@ExtendWith(OutputCaptureExtension.class)
class AnswerStreamsTest {
    private static final String TRUTH =
            "Moths circle street lamps because the light confuses their sense of up and down.";
    private static final String LIE = "Moths circle street lamps because they are paid for it.";
    private static final Pattern PASSAGE = Pattern.compile("PASSAGE (P\\d+)>>");

    private static final ScriptedModel MODEL =
            new ScriptedModel(AnswerStreamsTest::script, Duration.ofMillis(40));

    @TestConfiguration
    static class WithModel {
        @Bean
        ModelService scripted() {
            return TestModels.service(MODEL);
        }
    }

    @LocalServerPort int port;
    @Autowired SmallLibrary library;
    @Autowired AnswerStreams streams;
    @Autowired AnswerSeats seats;
    @Autowired ManageConversations conversations;
    @Autowired Accounts accounts;
    @Autowired Readers readers;
    @Autowired ActingReader acting;
    @Autowired MockMvcTester mvc;

    /// A truth, a lie, and, where it is asked slowly, a minute of nothing.
    private static List<String> script(Prompt prompt) {
        String material = prompt.turns().getLast().text();
        String before = material.substring(0, Math.max(0, material.indexOf(TRUTH)));
        String handle = "P1";
        Matcher passage = PASSAGE.matcher(before);
        while (passage.find()) {
            handle = passage.group(1);
        }
        List<String> pieces = new ArrayList<>();
        pieces.add(line(TRUTH, handle, TRUTH).substring(0, 30));
        pieces.add(line(TRUTH, handle, TRUTH).substring(30));
        pieces.add(line(LIE, handle, LIE));
        if (material.contains("slowly")) {
            pieces.addAll(Collections.nCopies(1_500, " "));
        } else if (material.contains("in good time")) {
            pieces.addAll(Collections.nCopies(25, " "));
        }
        return pieces;
    }

    private static String line(String say, String passage, String words) {
        return JsonMapper.shared()
                        .writeValueAsString(
                                java.util.Map.of(
                                        "say",
                                        say,
                                        "quotes",
                                        List.of(
                                                java.util.Map.of(
                                                        "passage", passage, "words", words))))
                + "\n";
    }

    @BeforeEach
    void fill() {
        library.fill();
        library.add(
                Category.PAPER,
                "paper/moths.pdf",
                "Moths at street lamps",
                2023,
                "Aoi Okada",
                TRUTH + " Lamps with less blue light attract fewer moths.");
        library.awaitCaughtUp();
    }

    @AfterEach
    void nothingIsLeft() {
        await(() -> streams.open() == 0 && seats.taken() == 0 && MODEL.open() == 0);
    }

    @Test
    void tellsStagesThenEachProvedStatementThenTheWholeAnswer() throws IOException {
        try (Listener listener = new Listener("Why do moths circle street lamps?")) {
            assertThat(listener.head)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Content-Type: text/event-stream")
                    .containsIgnoringCase("X-Accel-Buffering: no")
                    .containsIgnoringCase("no-store");
            List<String> names = new ArrayList<>();
            JsonNode statement = null;
            JsonNode answer = null;
            while (answer == null) {
                Event event = listener.event();
                names.add(
                        event.name().equals("stage")
                                ? event.data().path("step").asString()
                                : event.name());
                assertThat(event.data().toString()).doesNotContain("paid for it");
                if (event.name().equals("statement")) {
                    statement = event.data();
                }
                if (event.name().equals("done")) {
                    answer = event.data();
                }
            }
            assertThat(names)
                    .containsExactly(
                            "searching",
                            "reading",
                            "writing",
                            "statement",
                            "withheld",
                            "checking",
                            "done");
            assertThat(answer.path("outcome").asString()).isEqualTo("grounded");
            assertThat(answer.path("statements").get(0)).isEqualTo(statement);
            assertThat(answer.path("receipt").path("withheld").asInt()).isEqualTo(1);
            assertThat(answer.path("receipt").path("model").path("name").asString())
                    .isEqualTo("scripted-1");
            assertThat(answer.path("kept").path("exchange").asInt()).isEqualTo(1);
        }
    }

    @Test
    void tellsAHundredAtOnce() throws Exception {
        List<Double> stages = Collections.synchronizedList(new ArrayList<>());
        List<Double> proved = Collections.synchronizedList(new ArrayList<>());
        each(
                100,
                () -> {
                    long start = System.nanoTime();
                    try (Listener listener = new Listener("Why do moths circle street lamps?")) {
                        for (Event event = listener.event();
                                !event.name().equals("done");
                                event = listener.event()) {
                            double ms = (System.nanoTime() - start) / 1e6;
                            if (event.data().path("step").asString("").equals("searching")) {
                                stages.add(ms);
                            } else if (event.name().equals("statement")) {
                                proved.add(ms);
                            }
                        }
                    }
                    return true;
                });
        assertThat(stages).hasSize(100);
        assertThat(proved).hasSize(100);
        System.out.printf(
                "100 streams: first stage %.0f ms (median) %.0f ms (longest), first proved %.0f ms, %.0f ms%n",
                sorted(stages).get(50),
                sorted(stages).getLast(),
                sorted(proved).get(50),
                sorted(proved).getLast());
    }

    private static List<Double> sorted(List<Double> times) {
        return times.stream().sorted().toList();
    }

    @Test
    @Asvs("1.4.3")
    void losesNoThreadAndNoRequestToReadersWhoLeave(CapturedOutput output) throws Exception {
        await(() -> seats.taken() == 0);
        long threads = threads();
        int said = output.getAll().length();
        int before = MODEL.cancelled();
        int kept = conversations.list(Reader.local(), 0, 100).size();
        long start = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            each(
                    100,
                    () -> {
                        try (Listener listener =
                                new Listener("Why do moths circle lamps, slowly?")) {
                            while (!listener.event().name().equals("statement")) {
                                // goes on
                            }
                        }
                        return true;
                    });
            await(() -> streams.open() == 0 && seats.taken() == 0);
        }
        System.out.printf(
                "200 cut streams: all ended after %.1f s%n", (System.nanoTime() - start) / 1e9);

        await(() -> MODEL.open() == 0);
        assertThat(MODEL.cancelled() - before).isEqualTo(200);
        assertThat(seats.taken()).isZero();
        assertThat(threads()).isLessThan(threads + 10);
        assertThat(conversations.list(Reader.local(), 0, 100)).hasSize(kept);
        assertThat(output.getAll().substring(said))
                .doesNotContain(" ERROR ", " WARN ", "Exception");
        try (Listener listener = new Listener("Why do moths circle street lamps?")) {
            assertThat(listener.event().name()).as("the index is unharmed").isEqualTo("stage");
            while (!listener.event().name().equals("done")) {
                // goes on
            }
        }
    }

    @Test
    void tellsBesideTheQuestionsWhatWasUsedTodayAndAgainWithEachAnswer() throws IOException {
        String before = used("/ask");
        try (Listener listener = new Listener("Why do moths circle street lamps?")) {
            Event event = listener.event();
            while (!event.name().equals("done")) {
                event = listener.event();
            }
            JsonNode kept = event.data().path("kept");
            String after =
                    used(
                            "/ask/"
                                    + kept.path("conversation").asLong()
                                    + "/"
                                    + kept.path("exchange").asInt());
            assertThat(after).isNotEqualTo(before).isEqualTo(used("/ask"));
        }
    }

    private String used(String page) throws IOException {
        return mvc.get()
                .uri(page)
                .header("Accept-Language", "en")
                .accept("text/html")
                .exchange()
                .getMvcResult()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("id=\"used\""))
                .map(line -> line.replaceFirst(".*(Language model, today: [\\d,]+ tokens).*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Asvs({"7.4.2", "8.3.2"})
    void cutsOffWhoIsSuspendedOrTakenOutOrSignedOutInTheMidst() throws IOException {
        cutsOff("signed-out@u.ac.jp", _ -> acting.loseStanding());
        cutsOff("suspended@u.ac.jp", student -> accounts.setSuspended(student, true));
        cutsOff("taken-out@u.ac.jp", accounts::remove);
    }

    private void cutsOff(String address, Consumer<AccountId> takeTheRight) throws IOException {
        Account student = accounts.add(new Address(address), Role.STUDENT).orElseThrow();
        int cancelled = MODEL.cancelled();
        acting.be(readers.of(student));
        try (Listener listener = new Listener("Why do moths circle lamps, slowly?")) {
            while (!listener.event().name().equals("statement")) {
                // goes on
            }
            takeTheRight.accept(student.id());
            Event event = listener.event();
            while (!event.name().equals("error")) {
                event = listener.event();
            }
            assertThat(event.data().path("detail").asString()).isNotBlank();
            assertThat(listener.isOver()).isTrue();
        } finally {
            acting.be(null);
        }
        await(() -> MODEL.cancelled() == cancelled + 1);
        assertThat(conversations.list(readers.of(student), 0, 100)).isEmpty();
    }

    @Test
    @Asvs("1.4.3")
    void noticesThatNobodyWaitsForAWholeAnswerAnyMore(CapturedOutput output) throws IOException {
        int said = output.getAll().length();
        int kept = conversations.list(Reader.local(), 0, 100).size();
        String question = "Why do moths circle lamps, slowly?";
        for (String request :
                List.of(
                        post("/api/v1/answers", JSON, "{\"question\": \"" + question + "\"} "),
                        post("/api/consultation", JSON, "{\"query\": \"" + question + "\"}"),
                        post(
                                "/ask",
                                "application/x-www-form-urlencoded",
                                "question=" + question.replace(' ', '+')))) {
            int cancelled = MODEL.cancelled();
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(ascii(request));
                await(() -> MODEL.open() == 1);
            }
            await(() -> MODEL.cancelled() == cancelled + 1 && seats.taken() == 0);
        }
        assertThat(conversations.list(Reader.local(), 0, 100)).hasSize(kept);
        assertThat(output.getAll().substring(said))
                .doesNotContain(" ERROR ", " WARN ", "Exception");
    }

    /// Asked on one connection, one behind the other: what arrived early is no sign of leaving.
    ///
    /// @param early how much of the next request comes with the first; a part that is no letter
    ///   longer comes while the answer is made
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, Integer.MAX_VALUE})
    void waitsForAWholeAnswerWhileTheNextRequestIsThereAlready(int early) throws IOException {
        String question = "{\"question\": \"Why do moths circle lamps, in good time?\"}";
        String next = post("/api/v1/answers", JSON, "{}");
        String with = next.substring(0, Math.min(early, next.length() - 1));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(ascii(post("/api/v1/answers", JSON, question) + with));
            await(() -> MODEL.open() == 1);
            out.write(next.charAt(with.length()));
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(statusLine(in)).startsWith("HTTP/1.1 200");
            out.write(ascii(next.substring(with.length() + 1)));
            assertThat(statusLine(in)).startsWith("HTTP/1.1 400");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final String JSON = "application/json";

    private String post(String path, String type, String body) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, port, type, body.length(), body);
    }

    private static String statusLine(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = in.readLine();
        }
        return line == null ? "" : line.substring(line.indexOf("HTTP/1.1 "));
    }

    @Test
    @Asvs("15.4.4")
    void refusesMoreThanItsBoundInTheLanguageAskedFor() throws Exception {
        List<Listener> listeners = Collections.synchronizedList(new ArrayList<>());
        try {
            each(128, () -> listeners.add(new Listener("Why do moths circle lamps, slowly?")));
            try (Listener refused = new Listener("Why do moths circle lamps?")) {
                assertThat(refused.head).startsWith("HTTP/1.1 503");
                assertThat(refused.in.readLine()).isNotNull();
            }
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    /// But those that wait for requests, of which there may be more after many came at once.
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("http-"))
                .count();
    }

    private static void each(int times, Callable<Boolean> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(work));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Event(String name, JsonNode data) {}

    /// A connection that asks and reads the stream event by event.
    private final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final String head;

        Listener(String question) throws IOException {
            String body = "{\"question\": \"%s\", \"keep\": true}".formatted(question);
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(
                            "POST /api/v1/answers HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(port, body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                head.append(line).append('\n');
            }
            this.head = head.toString();
        }

        Event event() throws IOException {
            String name = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring("event:".length());
                } else if (line.startsWith("data:")) {
                    return new Event(
                            name, JsonMapper.shared().readTree(line.substring("data:".length())));
                }
            }
            throw new IOException("the stream has ended, which began with " + head);
        }

        /// Whether the server said that nothing follows.
        boolean isOver() throws IOException {
            String line = in.readLine();
            while (line.isEmpty()) {
                line = in.readLine();
            }
            return line.equals("0");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
