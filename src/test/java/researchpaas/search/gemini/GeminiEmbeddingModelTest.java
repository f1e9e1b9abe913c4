package researchpaas.search.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.document.Language;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.FakeEndpoint;
import researchpaas.outbound.FakeEndpoint.Script;
import researchpaas.outbound.Line;
import researchpaas.outbound.Tries;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class GeminiEmbeddingModelTest {
    private static final String KEY = "key-that-nobody-may-read";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The length of a text is the vector's first number, so that order shows.
    private static final Script GOOD =
            (request, to) -> {
                assertThat(request.path())
                        .isEqualTo("/v1beta/models/gemini-embedding-2:batchEmbedContents");
                assertThat(request.headers()).containsEntry("x-goog-api-key", KEY);
                ObjectNode answer = JSON.createObjectNode();
                ArrayNode embeddings = answer.putArray("embeddings");
                for (JsonNode one : JSON.readTree(request.body()).path("requests")) {
                    assertThat(one.path("model").asString(""))
                            .isEqualTo("models/gemini-embedding-2");
                    ArrayNode values = embeddings.addObject().putArray("values");
                    int dimension = one.path("outputDimensionality").asInt(0);
                    values.add(text(one).length());
                    values.add(100.0);
                    IntStream.range(2, dimension).forEach(_ -> values.add(0.0));
                }
                to.whole(200, answer.toString());
            };

    private static String text(JsonNode request) {
        return request.path("content").path("parts").path(0).path("text").asString("");
    }

    private static GeminiEmbeddingProperties properties(String wanted, String key, URI base) {
        return new GeminiEmbeddingProperties(
                wanted,
                128,
                key,
                base,
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                Duration.ofSeconds(1));
    }

    private static GeminiEmbeddingModel model(FakeEndpoint endpoint) {
        Credentials credentials =
                new Credentials("GEMINI", KEY, "gemini-embedding-2", endpoint.uri("/v1beta"));
        return new GeminiEmbeddingModel(
                new ModelName("gemini-embedding-2", 128),
                credentials,
                properties("", KEY, endpoint.uri("/v1beta")),
                new Line(credentials.check(true), Duration.ofSeconds(1), 3_000_000),
                new Tries(3, Duration.ofMillis(4)));
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void saysBeforeEachTextWhatItIsForAndGivesVectorsOfUnitLength() {
        try (FakeEndpoint endpoint = new FakeEndpoint(GOOD)) {
            GeminiEmbeddingModel model = model(endpoint);
            float[] passage = model.passage("Bees dance.");
            float[] query = model.query("How do bees talk?");

            assertThat(passage).hasSize(128);
            assertThat(cosine(passage, passage)).isCloseTo(1, within(1e-6));
            assertThat(cosine(query, query)).isCloseTo(1, within(1e-6));
            assertThat(endpoint.requests())
                    .extracting(
                            request -> text(JSON.readTree(request.body()).path("requests").path(0)))
                    .containsExactly(
                            "title: none | text: Bees dance.",
                            "task: search result | query: How do bees talk?");
        }
    }

    @Test
    void asksForManyPassagesAtOnceAndKeepsTheirOrder() {
        try (FakeEndpoint endpoint = new FakeEndpoint(GOOD)) {
            List<String> texts = IntStream.range(0, 230).mapToObj(i -> "x".repeat(i + 1)).toList();

            List<float[]> vectors = model(endpoint).passages(texts);

            assertThat(endpoint.requests()).hasSize(3);
            assertThat(vectors).hasSize(230);
            for (int i = 0; i < 230; i++) {
                double length = "title: none | text: ".length() + i + 1;
                assertThat(vectors.get(i)[0] / vectors.get(i)[1])
                        .isCloseTo((float) (length / 100), within(1e-4f));
            }
        }
    }

    @Test
    void sendsNoMoreOfATextThanTheModelSees() {
        try (FakeEndpoint endpoint = new FakeEndpoint(GOOD)) {
            model(endpoint).passage("𠮷".repeat(20_000));
            String sent =
                    text(
                            JSON.readTree(endpoint.requests().getFirst().body())
                                    .path("requests")
                                    .path(0));
            assertThat(sent.length()).isBetween(8190, 8192);
            assertThat(Character.isLowSurrogate(sent.charAt(sent.length() - 1))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 504})
    void triesAgainAfterWhatPasses(int status) {
        try (FakeEndpoint endpoint =
                new FakeEndpoint((request, to) -> {
                    if (request.number() < 3) {
                        to.whole(status, "{}");
                    } else {
                        GOOD.answer(request, to);
                    }
                })) {
            assertThat(model(endpoint).passage("Bees")).hasSize(128);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404})
    void triesOnceWhatDoesNotPass(int status) {
        fails((_, to) -> to.whole(status, "About secret-text, with " + KEY), 1);
    }

    @Test
    void takesOnlyVectorsForVectors() {
        fails((_, to) -> to.whole(200, "<html>secret-text"), 1);
        fails((_, to) -> to.whole(200, "{\"embeddings\":[]}"), 1);
        fails((_, to) -> to.whole(200, "{\"embeddings\":[{\"values\":[1,2,3]}]}"), 1);
        fails((_, to) -> to.whole(200, vector("0")), 1);
        fails((_, to) -> to.whole(200, vector("\"x\"")), 1);
        fails(
                (_, to) -> {
                    to.begin("application/json");
                    to.part("{\"embeddings\":[");
                    to.cut();
                },
                1);
    }

    private static String vector(String number) {
        return "{\"embeddings\":[{\"values\":[" + (number + ",").repeat(127) + number + "]}]}";
    }

    private static void fails(Script script, int requests) {
        try (FakeEndpoint endpoint = new FakeEndpoint(script)) {
            assertThatThrownBy(() -> model(endpoint).passage("secret-text"))
                    .isInstanceOfSatisfying(
                            EmbeddingFailed.class,
                            failure -> {
                                StringWriter trace = new StringWriter();
                                failure.printStackTrace(new PrintWriter(trace));
                                assertThat(trace.toString())
                                        .doesNotContain(KEY)
                                        .doesNotContain("secret-text");
                            });
            assertThat(endpoint.requests()).hasSize(requests);
        }
    }

    @Test
    void letsASearchWaitOnceForAServiceThatDoesNotAnswer() {
        try (FakeEndpoint endpoint = new FakeEndpoint((_, to) -> to.waitUntilLeft())) {
            GeminiEmbeddingModel model = model(endpoint);
            long before = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> model.query("Bees?")).isInstanceOf(EmbeddingFailed.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(250), Duration.ofMillis(1300));
            assertThat(endpoint.requests()).hasSize(1);
        }
    }

    @Test
    void guessesTokensAndKnowsEveryLanguage() {
        try (FakeEndpoint endpoint = new FakeEndpoint(GOOD)) {
            GeminiEmbeddingModel model = model(endpoint);
            assertThat(model.tokens("Bees dance to tell the way.")).isBetween(6, 12);
            assertThat(model.tokens("蜂は踊る。")).isEqualTo(7);
            assertThat(model.card().knows(Language.JAPANESE)).isTrue();
        }
    }

    @Test
    void areHadWhereThereIsAKey() {
        URI base = URI.create("https://generativelanguage.googleapis.com/v1beta");
        try (GeminiModels models = new GeminiModels(properties("gemini-embedding-2", KEY, base))) {
            assertThat(models.configured()).contains("gemini-embedding-2-d128");
            assertThat(models.known()).containsExactly("gemini-embedding-2-d128");
            assertThat(models.of("gemini-embedding-2-d1536"))
                    .hasValueSatisfying(
                            model -> assertThat(model.card().dimension()).isEqualTo(1536));
            assertThat(models.of("all-MiniLM-L6-v2")).isEmpty();
            assertThat(models.of("gemini-embedding-2")).isEmpty();
            assertThat(models.of("gemini-embedding-2-d64")).isEmpty();
        }
        try (GeminiModels models = new GeminiModels(properties("gemini-embedding-2", "", base))) {
            assertThat(models.known()).isEmpty();
            assertThatThrownBy(models::configured).hasMessageContaining("GEMINI_API_KEY");
            assertThatThrownBy(() -> models.of("gemini-embedding-2-d128"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("GEMINI_API_KEY");
        }
        try (GeminiModels models =
                new GeminiModels(properties("gemini-embedding-2-d64", KEY, base))) {
            assertThatThrownBy(models::configured).hasMessageContaining("128 and 3072");
        }
        try (GeminiModels models = new GeminiModels(properties("all-MiniLM-L6-v2", KEY, base))) {
            assertThat(models.configured()).isEmpty();
        }
    }
}
