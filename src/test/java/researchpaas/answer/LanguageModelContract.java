package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.answer.Emulation.Refused;
import researchpaas.answer.Emulation.Trouble;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.LanguageModel.Speaker;
import researchpaas.answer.LanguageModel.Turn;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.outbound.FakeEndpoint;
import researchpaas.outbound.FakeEndpoint.Script;

/// What [LanguageModel] promises, against an endpoint that speaks as the service does, over a real
/// socket.
public interface LanguageModelContract {
    Duration SHORT = Duration.ofMillis(400);
    Usage USAGE = new Usage(120, 7, 30);
    String QUESTION = "What does the gamma-ray survey of 2031 say? これは何ですか";

    Emulation emulation();

    /// Tries three times, with pauses of some milliseconds; takes at most 200,000 bytes.
    LanguageModel model(FakeEndpoint endpoint);

    private static Prompt prompt(Duration within) {
        return new Prompt(
                null,
                "Answer from the passages.",
                List.of(
                        new Turn(Speaker.READER, "Earlier?"),
                        new Turn(Speaker.MODEL, "Yes."),
                        new Turn(Speaker.READER, QUESTION)),
                300,
                within);
    }

    private static Prompt prompt() {
        return prompt(Duration.ofSeconds(20));
    }

    private Script good(String... pieces) {
        return (request, to) -> {
            emulation().check(request);
            to.events(emulation().text(List.of(pieces), USAGE, true));
        };
    }

    private Script refusing(Trouble trouble, String... headers) {
        Refused refused = emulation().refused(trouble);
        return (_, to) -> to.whole(refused.status(), refused.body(), headers);
    }

    private Why fails(LanguageModel model, Prompt prompt, Consumer<String> text) {
        ModelUnavailable failure =
                catchThrowableOfType(ModelUnavailable.class, () -> model.complete(prompt, text));
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(Emulation.KEY)
                .doesNotContain("gamma-ray")
                .doesNotContain("これは");
        return failure.why();
    }

    private Why fails(Script script, int requests) {
        return fails(script, requests, prompt());
    }

    private Why fails(Script script, int requests, Prompt prompt) {
        try (FakeEndpoint endpoint = new FakeEndpoint(script)) {
            Why why = fails(model(endpoint), prompt, _ -> {});
            assertThat(endpoint.requests()).hasSize(requests);
            return why;
        }
    }

    @Test
    default void handsOverEachPieceInOrderOnTheCallersThread() {
        try (FakeEndpoint endpoint = new FakeEndpoint(good("Gamma rays", " are ", "光です。"))) {
            List<String> pieces = new ArrayList<>();
            Thread caller = Thread.currentThread();

            Completion completion =
                    model(endpoint)
                            .complete(
                                    prompt(),
                                    piece -> {
                                        assertThat(Thread.currentThread()).isSameAs(caller);
                                        pieces.add(piece);
                                    });

            assertThat(pieces).containsExactly("Gamma rays", " are ", "光です。");
            assertThat(completion)
                    .isEqualTo(new Completion("Gamma rays are 光です。", Emulation.MODEL, USAGE, true));
            assertThat(endpoint.requests()).hasSize(1);
        }
    }

    @Test
    default void handsOverAPieceBeforeTheNextOneIsSent() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        List<String> events = emulation().text(List.of("one", "two"), USAGE, true);
        Script waiting =
                (_, to) -> {
                    to.begin("text/event-stream");
                    boolean first = true;
                    for (String event : events) {
                        to.event(event);
                        if (first && event.contains("one")) {
                            seen.await();
                            first = false;
                        }
                    }
                    to.end();
                };
        try (FakeEndpoint endpoint = new FakeEndpoint(waiting)) {
            assertThat(model(endpoint).complete(prompt(), _ -> seen.countDown()).text())
                    .isEqualTo("onetwo");
        }
    }

    @Test
    default void tellsWhenATextWasCutOffAtTheMostTokens() {
        try (FakeEndpoint endpoint =
                new FakeEndpoint((_, to) ->
                        to.events(emulation().text(List.of("Gamma", " r"), USAGE, false)))) {
            assertThat(model(endpoint).complete(prompt(), _ -> {}))
                    .isEqualTo(new Completion("Gamma r", Emulation.MODEL, USAGE, false));
        }
    }

    @Test
    default void takesCharactersAndEventsThatArriveInParts() {
        List<String> events = emulation().text(List.of("光", "です"), USAGE, true);
        Script split =
                (_, to) -> {
                    to.begin("text/event-stream");
                    to.part(": a comment\r\n\r\n");
                    for (String event : events) {
                        for (int i = 0; i < event.length() + 8; i += 5) {
                            String whole = "data: " + event + "\n\n";
                            to.part(whole.substring(i, Math.min(whole.length(), i + 5)));
                        }
                    }
                    to.end();
                };
        try (FakeEndpoint endpoint = new FakeEndpoint(split)) {
            assertThat(model(endpoint).complete(prompt(), _ -> {}).text()).isEqualTo("光です");
        }
    }

    @Test
    default void endsTheRequestAtOnceWhenTheThreadIsInterrupted() throws Exception {
        Script endless =
                (_, to) -> {
                    to.begin("text/event-stream");
                    to.event(emulation().piece("one"));
                    to.waitUntilLeft();
                };
        try (FakeEndpoint endpoint = new FakeEndpoint(endless)) {
            CountDownLatch first = new CountDownLatch(1);
            CompletableFuture<Why> ended = new CompletableFuture<>();
            AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
            LanguageModel model = model(endpoint);
            Thread reader =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    model.complete(prompt(), _ -> first.countDown());
                                } catch (ModelUnavailable e) {
                                    interrupted.set(Thread.currentThread().isInterrupted());
                                    ended.complete(e.why());
                                }
                            });
            first.await();
            long before = System.nanoTime();
            reader.interrupt();

            assertThat(ended.join()).isEqualTo(Why.CANCELLED);
            assertThat(interrupted.get()).isTrue();
            await().atMost(Duration.ofSeconds(5)).until(() -> endpoint.openConnections() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(endpoint.requests()).hasSize(1);
        }
    }

    @Test
    default void endsTheRequestWhenTheOneWhoTakesTheTextFails() {
        Script endless =
                (_, to) -> {
                    to.begin("text/event-stream");
                    to.event(emulation().piece("one"));
                    to.waitUntilLeft();
                };
        try (FakeEndpoint endpoint = new FakeEndpoint(endless)) {
            IllegalStateException failure =
                    catchThrowableOfType(
                            IllegalStateException.class,
                            () ->
                                    model(endpoint)
                                            .complete(
                                                    prompt(),
                                                    _ -> {
                                                        throw new IllegalStateException("left");
                                                    }));
            assertThat(failure).hasMessage("left");
            await().atMost(Duration.ofSeconds(5)).until(() -> endpoint.openConnections() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TOO_MANY", "OVERLOADED", "BROKEN"},
            value = Trouble.class)
    default void triesAgainAfterWhatPasses(Trouble trouble) {
        assertThat(fails(refusing(trouble), 3)).isEqualTo(Why.BUSY);

        Script bad = refusing(trouble);
        Script good = good("Well.");
        try (FakeEndpoint endpoint =
                new FakeEndpoint(
                        (request, to) -> (request.number() < 3 ? bad : good).answer(request, to))) {
            assertThat(model(endpoint).complete(prompt(), _ -> {}).text()).isEqualTo("Well.");
        }
    }

    @Test
    default void waitsAsLongAsTheServiceAsks() {
        Script bad = refusing(Trouble.TOO_MANY, "Retry-After: 1");
        Script good = good("Well.");
        try (FakeEndpoint endpoint =
                new FakeEndpoint((request, to) ->
                        (request.number() == 1 ? bad : good).answer(request, to))) {
            long before = System.nanoTime();
            model(endpoint).complete(prompt(), _ -> {});
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 3600", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT"})
    default void doesNotWaitBeyondItsTime(String header) {
        assertThat(fails(refusing(Trouble.TOO_MANY, header), 1)).isEqualTo(Why.BUSY);
    }

    @Test
    default void neverTriesAgainAfterWhatDoesNotPass() {
        assertThat(fails(refusing(Trouble.WRONG_KEY), 1)).isEqualTo(Why.KEY);
        assertThat(fails(refusing(Trouble.UNKNOWN_MODEL), 1)).isEqualTo(Why.UNKNOWN_MODEL);
        assertThat(fails(refusing(Trouble.USED_UP), 1)).isEqualTo(Why.SERVICE_QUOTA);
        assertThat(fails(refusing(Trouble.NOT_TAKEN), 1)).isEqualTo(Why.NOT_TAKEN);
        for (int status : List.of(401, 403)) {
            assertThat(fails((_, to) -> to.whole(status, ""), 1)).isEqualTo(Why.KEY);
        }
        assertThat(fails((_, to) -> to.whole(400, "<html>"), 1)).isEqualTo(Why.NOT_TAKEN);
        assertThat(fails((_, to) -> to.whole(404, "[]"), 1)).isEqualTo(Why.UNKNOWN_MODEL);
        assertThat(fails((_, to) -> to.whole(502, "<html>"), 1)).isEqualTo(Why.BUSY);
    }

    @Test
    default void tellsWhenNobodyIsThere() {
        FakeEndpoint endpoint = new FakeEndpoint((_, _) -> {});
        endpoint.close();
        assertThat(fails(model(endpoint), prompt(), _ -> {})).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    default void endsInTimeHoweverSlowlyTheServiceWrites() {
        String events = String.join("\n\ndata: ", emulation().text(List.of("one"), USAGE, true));
        Script drip =
                (_, to) -> {
                    to.begin("text/event-stream");
                    for (char c : ("data: " + events + "\n\n").toCharArray()) {
                        to.part(String.valueOf(c));
                        Thread.sleep(100);
                    }
                };
        assertThat(inTime(drip)).isEqualTo(Why.TOO_SLOW);
    }

    @Test
    default void endsInTimeWhenTheServiceSendsNoHeaders() {
        assertThat(inTime((_, to) -> to.waitUntilLeft())).isEqualTo(Why.TOO_SLOW);
        assertThat(
                        inTime((_, to) -> {
                            to.raw("HTTP/1.1 200 OK\r\n");
                            to.waitUntilLeft();
                        }))
                .isEqualTo(Why.TOO_SLOW);
    }

    private Why inTime(Script script) {
        long before = System.nanoTime();
        Why why = fails(script, 1, prompt(SHORT));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(SHORT.minusMillis(50), SHORT.plusSeconds(1));
        return why;
    }

    @Test
    default void takesATextThatEndsInTheMiddleForNone() {
        for (boolean politely : List.of(true, false)) {
            List<String> pieces = new ArrayList<>();
            Script cut =
                    (_, to) -> {
                        to.begin("text/event-stream");
                        to.event(emulation().piece("one"));
                        if (politely) {
                            to.end();
                        } else {
                            to.raw("1F\r\ndata: {");
                        }
                        to.cut();
                    };
            try (FakeEndpoint endpoint = new FakeEndpoint(cut)) {
                assertThat(fails(model(endpoint), prompt(), pieces::add))
                        .isEqualTo(Why.UNREACHABLE);
                assertThat(pieces).containsExactly("one");
                assertThat(endpoint.requests()).hasSize(1);
            }
        }
        assertThat(
                        fails(
                                (_, to) -> {
                                    to.begin("text/event-stream");
                                    to.cut();
                                },
                                1))
                .isEqualTo(Why.UNREACHABLE);
    }

    @Test
    default void takesGarbageForGarbage() {
        assertThat(
                        fails(
                                (_, to) -> {
                                    to.begin("text/event-stream");
                                    to.event(emulation().piece("one"));
                                    to.event("{\"choices\": [{\"delta\": {\"content\": gamma-ray");
                                    to.end();
                                },
                                1))
                .isEqualTo(Why.GARBLED);
        assertThat(fails((_, to) -> to.events(List.of("{\"a\": 1}")), 1)).isEqualTo(Why.GARBLED);
        assertThat(fails((_, to) -> to.events(List.of("[1, 2]")), 1)).isEqualTo(Why.GARBLED);
        assertThat(fails((_, to) -> to.whole(200, "<html>Welcome</html>"), 1))
                .isEqualTo(Why.GARBLED);
        assertThat(fails((_, to) -> to.whole(200, ""), 1)).isEqualTo(Why.GARBLED);
        assertThat(
                        fails(
                                (_, to) -> {
                                    to.raw("\u0000\u0001gamma-ray\r\n\r\n");
                                    to.cut();
                                },
                                1))
                .isIn(Why.UNREACHABLE, Why.GARBLED);
    }

    @Test
    default void takesNoMoreThanItsMostBytes() {
        Script endless =
                (_, to) -> {
                    to.begin("text/event-stream");
                    String data = "data: " + "x".repeat(1000);
                    while (true) {
                        to.part(data);
                    }
                };
        assertThat(fails(endless, 1)).isEqualTo(Why.GARBLED);
        Script endlessRefusal =
                (_, to) -> {
                    to.raw("HTTP/1.1 400 X\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        to.part("x".repeat(1000));
                    }
                };
        assertThat(fails(endlessRefusal, 1)).isEqualTo(Why.NOT_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    default void followsNobodyElsewhere(int status) {
        try (FakeEndpoint elsewhere = new FakeEndpoint(good("stolen"))) {
            String location = "Location: " + elsewhere.uri("/v1/chat/completions");
            assertThat(fails((_, to) -> to.whole(status, "", location), 1)).isEqualTo(Why.GARBLED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    default void tellsWhenTheServiceRefusesToWrite() {
        assertThat(fails((_, to) -> to.events(emulation().refusing()), 1)).isEqualTo(Why.REFUSED);
    }

    @Test
    default void triesAgainAfterTroubleInsideOnlyWhileNothingWasHandedOver() {
        assertThat(
                        fails(
                                (_, to) ->
                                        to.events(
                                                List.of(
                                                        emulation().piece("one"),
                                                        emulation().troubleInside())),
                                1))
                .isEqualTo(Why.BUSY);
        assertThat(fails((_, to) -> to.events(List.of(emulation().troubleInside())), 3))
                .isEqualTo(Why.BUSY);
    }

    @Test
    default void listsTheModelsThatTheServiceOffers() {
        try (FakeEndpoint endpoint =
                new FakeEndpoint((_, to) -> to.whole(200, emulation().models()))) {
            assertThat(model(endpoint).offered())
                    .extracting(Offered::id)
                    .containsExactly(Emulation.MODEL, "other-model");
            endpoint.answer(refusing(Trouble.WRONG_KEY));
            LanguageModel model = model(endpoint);
            assertThat(catchThrowableOfType(ModelUnavailable.class, model::offered).why())
                    .isEqualTo(Why.KEY);
            endpoint.answer((_, to) -> to.whole(200, "<html>"));
            assertThat(catchThrowableOfType(ModelUnavailable.class, model::offered).why())
                    .isEqualTo(Why.GARBLED);
        }
    }

    @Test
    default void writesAHundredTextsAtOnceEachToItsOwnReader() throws Exception {
        CountDownLatch all = new CountDownLatch(100);
        Script together =
                (request, to) -> {
                    all.countDown();
                    all.await();
                    String own = request.body().replaceAll("(?s).*reader-(\\d+)-.*", "$1");
                    to.events(emulation().text(List.of("for ", own), USAGE, true));
                };
        try (FakeEndpoint endpoint = new FakeEndpoint(together);
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            LanguageModel model = model(endpoint);
            List<Future<String>> texts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Prompt prompt =
                        new Prompt(
                                null,
                                "",
                                List.of(new Turn(Speaker.READER, "reader-" + i + "-")),
                                10,
                                Duration.ofSeconds(20));
                texts.add(readers.submit(() -> model.complete(prompt, _ -> {}).text()));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(texts.get(i).get()).isEqualTo("for " + i);
            }
        }
    }

    @Test
    default void leavesNothingBehindAfterTwoHundredTextsThatWereCutOff() {
        Script cut =
                (request, to) -> {
                    to.begin("text/event-stream");
                    to.event(emulation().piece("one"));
                    if (request.number() % 2 == 0) {
                        to.cut();
                    } else {
                        to.waitUntilLeft();
                    }
                };
        try (FakeEndpoint endpoint = new FakeEndpoint(cut)) {
            LanguageModel model = model(endpoint);
            cutOff(model, 4);
            int before = Thread.getAllStackTraces().size();
            try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 4).forEach(_ -> readers.submit(() -> cutOff(model, 50)));
            }
            assertThat(endpoint.requests()).hasSize(204);
            await().atMost(Duration.ofSeconds(10)).until(() -> endpoint.openConnections() == 0);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Thread.getAllStackTraces().size() <= before + 2);
        }
    }

    private static void cutOff(LanguageModel model, int times) {
        for (int i = 0; i < times; i++) {
            try {
                model.complete(
                        prompt(),
                        _ -> {
                            // the reader leaves
                            Thread.currentThread().interrupt();
                        });
            } catch (ModelUnavailable e) {
                assertThat(e.why()).isIn(Why.CANCELLED, Why.UNREACHABLE);
            }
            Thread.interrupted();
        }
    }
}
