package researchpaas.search.gemini;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import researchpaas.outbound.Call;
import researchpaas.outbound.CallFailed;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.Deadline;
import researchpaas.outbound.Line;
import researchpaas.outbound.OutsideService;
import researchpaas.outbound.OutsideService.Refusal;
import researchpaas.outbound.OutsideService.Words;
import researchpaas.outbound.Tries;
import researchpaas.search.EmbeddingModel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `batchEmbedContents`. The model knows no kinds of task: what a text is for stands before the
/// text. Google's vectors have unit length only at their full one; ours always have.
final class GeminiEmbeddingModel implements EmbeddingModel, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PASSAGE = "title: none | text: ";
    private static final String QUERY = "task: search result | query: ";
    private static final int TOKENS = 8192;
    private static final int LETTERS_A_TOKEN = 4;
    private static final long MOST_BYTES = 32L << 20;

    /// As many as Google takes in one request.
    private static final int TOGETHER = 100;

    /// Those that Google asks to be tried again after.
    private static final Set<Integer> AGAIN = Set.of(429, 500, 503, 504);

    private final ModelName name;
    private final Credentials credentials;
    private final GeminiEmbeddingProperties properties;
    private final OutsideService<EmbeddingFailed> service;
    private final OutsideService<EmbeddingFailed> atOnce;
    private final Rest rest = new Rest();

    /// @throws IllegalArgumentException with a sentence for the operator
    GeminiEmbeddingModel(
            ModelName name, Credentials credentials, GeminiEmbeddingProperties properties) {
        this(
                name,
                credentials,
                properties,
                new Line(credentials.check(true), properties.connect(), MOST_BYTES),
                new Tries(5, Duration.ofSeconds(2)));
    }

    GeminiEmbeddingModel(
            ModelName name,
            Credentials credentials,
            GeminiEmbeddingProperties properties,
            Line line,
            Tries tries) {
        this.name = name;
        this.credentials = credentials;
        this.properties = properties;
        this.service = new OutsideService<>(line, tries, new EmbeddingWords());
        this.atOnce = new OutsideService<>(line, new Tries(1, Duration.ZERO), new EmbeddingWords());
    }

    @Override
    public Card card() {
        return new Card(name.id(), name.dimension(), TOKENS, Set.of());
    }

    /// A guess: Google's tokenizer is not to be had.
    @Override
    public int tokens(String text) {
        int latin = (int) text.chars().filter(c -> c < 0x2E80).count();
        return 2 + text.length() - latin + (latin + LETTERS_A_TOKEN - 1) / LETTERS_A_TOKEN;
    }

    @Override
    public float[] passage(String text) {
        return passages(List.of(text)).getFirst();
    }

    @Override
    public int together() {
        return TOGETHER;
    }

    @Override
    public List<float[]> passages(List<String> texts) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += TOGETHER) {
            List<String> batch =
                    texts.subList(from, Math.min(texts.size(), from + TOGETHER)).stream()
                            .map(text -> PASSAGE + text)
                            .toList();
            vectors.addAll(embed(service, batch, properties.patience()));
        }
        return vectors;
    }

    /// Somebody waits for it, and words are searched meanwhile: one try, and none for a while after
    /// one failed.
    @Override
    public float[] query(String text) {
        rest.check();
        try {
            float[] vector =
                    embed(atOnce, List.of(QUERY + text), properties.queryPatience()).getFirst();
            rest.worked();
            return vector;
        } catch (EmbeddingFailed e) {
            rest.failed();
            throw e;
        }
    }

    private List<float[]> embed(
            OutsideService<EmbeddingFailed> asked, List<String> texts, Duration patience) {
        Call call =
                new Call(
                        "/models/" + name.model() + ":batchEmbedContents",
                        Map.of("x-goog-api-key", credentials.key()),
                        request(texts).toString());
        JsonNode answer =
                asked.ask(
                        call,
                        Deadline.in(patience),
                        () -> true,
                        reply -> parse(reply.body().readAllBytes()));
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (JsonNode embedding : answer.path("embeddings")) {
            vectors.add(vector(embedding.path("values")));
        }
        if (vectors.size() != texts.size()) {
            throw failed("Gemini sent another number of vectors than was asked for");
        }
        return vectors;
    }

    private ObjectNode request(List<String> texts) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode requests = request.putArray("requests");
        for (String text : texts) {
            ObjectNode one = requests.addObject().put("model", "models/" + name.model());
            one.putObject("content").putArray("parts").addObject().put("text", cut(text));
            one.put("outputDimensionality", name.dimension());
        }
        return request;
    }

    /// A character is at most about one token.
    private static String cut(String text) {
        if (text.length() <= TOKENS) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(TOKENS - 1));
        return text.substring(0, pair ? TOKENS - 1 : TOKENS);
    }

    private float[] vector(JsonNode values) {
        float[] vector = new float[values.size()];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) values.get(i).asDouble(Double.NaN);
            squares += (double) vector[i] * vector[i];
        }
        double length = Math.sqrt(squares);
        if (vector.length != name.dimension() || !Double.isFinite(length) || length == 0) {
            throw failed("Gemini sent what is no vector of " + name.dimension() + " numbers");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw failed("Gemini sent what is no JSON");
        }
    }

    private static EmbeddingFailed failed(String message) {
        return new EmbeddingFailed(message, new IllegalStateException("answer"));
    }

    @Override
    public void close() {
        service.close();
    }

    private static final class EmbeddingWords implements Words<EmbeddingFailed> {
        @Override
        public EmbeddingFailed failed(CallFailed failure) {
            return new EmbeddingFailed("Gemini computes no vectors", failure);
        }

        @Override
        public Refusal<EmbeddingFailed> refused(int status, String body) {
            return new Refusal<>(
                    new EmbeddingFailed(
                            "Gemini computes no vectors: it answered " + status,
                            new IllegalStateException("status " + status)),
                    AGAIN.contains(status),
                    null);
        }
    }

    /// So that not every search waits for a service that does not answer.
    private static final class Rest {
        private static final long PAUSE = Duration.ofSeconds(10).toNanos();
        private static final long NONE = Long.MIN_VALUE;

        private final AtomicLong since = new AtomicLong(NONE);

        void check() {
            long failedAt = since.get();
            if (failedAt != NONE && System.nanoTime() - failedAt < PAUSE) {
                throw GeminiEmbeddingModel.failed("Gemini failed a moment ago");
            }
        }

        void failed() {
            since.set(System.nanoTime());
        }

        void worked() {
            since.set(NONE);
        }
    }
}
