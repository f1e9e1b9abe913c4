package researchpaas.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import researchpaas.document.Language;

/// Counts words as tokens, and points to where a text's first letter stands in the alphabet. Knows
/// English, like the built-in model. Can be told to fail.
public final class FakeEmbeddingModel implements EmbeddingModel {
    /// From here on texts that share words are near each other, as with a true model.
    private static final int MANY = 64;

    private final String id;
    private final int dimension;
    private final Set<Language> languages;
    private final Map<String, float[]> directions = new ConcurrentHashMap<>();
    private volatile boolean broken;

    public FakeEmbeddingModel() {
        this(Set.of(Language.ENGLISH, Language.OTHER));
    }

    public FakeEmbeddingModel(Set<Language> languages) {
        this("fake", 2, languages);
    }

    public FakeEmbeddingModel(String id, int dimension) {
        this(id, dimension, Set.of(Language.ENGLISH, Language.OTHER));
    }

    private FakeEmbeddingModel(String id, int dimension, Set<Language> languages) {
        this.id = id;
        this.dimension = dimension;
        this.languages = languages;
    }

    /// The only one there is, and the one that is asked for.
    public static EmbeddingModels only(EmbeddingModel model) {
        return among(List.of(model));
    }

    /// Of these ids and dimensions; the first is asked for.
    static EmbeddingModels among(Map<String, Integer> dimensions) {
        return among(
                dimensions.entrySet().stream()
                        .map(entry -> new FakeEmbeddingModel(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /// The first is asked for.
    public static EmbeddingModels among(List<? extends EmbeddingModel> models) {
        return new EmbeddingModels() {
            @Override
            public Optional<EmbeddingModel> of(String id) {
                return models.stream()
                        .filter(one -> one.card().id().equals(id))
                        .findFirst()
                        .map(one -> one);
            }

            @Override
            public List<String> known() {
                return models.stream().map(one -> one.card().id()).toList();
            }

            @Override
            public Optional<String> configured() {
                return known().stream().findFirst();
            }
        };
    }

    public void breakDown(boolean now) {
        broken = now;
    }

    @Override
    public Card card() {
        return new Card(id, dimension, 256, languages);
    }

    @Override
    public int tokens(String text) {
        return text.strip().split("\\s+").length + 2;
    }

    @Override
    public float[] passage(String text) {
        if (broken) {
            throw new EmbeddingFailed("told to fail", new IllegalStateException());
        }
        return dimension < MANY ? byFirstLetter(text) : byWords(text);
    }

    private float[] byFirstLetter(String text) {
        double angle = (Character.toLowerCase(text.strip().charAt(0)) - 'a') * Math.PI / 52;
        float[] vector = new float[dimension];
        vector[0] = (float) Math.cos(angle);
        vector[1] = (float) Math.sin(angle);
        return vector;
    }

    /// Every word has a direction of its own; a long word, being rarer, counts for more.
    private float[] byWords(String text) {
        float[] vector = new float[dimension];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            float[] direction = directions.computeIfAbsent(word, this::direction);
            for (int i = 0; i < dimension; i++) {
                vector[i] += direction[i];
            }
        }
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private float[] direction(String word) {
        SplittableRandom random = new SplittableRandom(word.hashCode() * 0x9E3779B97F4A7C15L);
        float[] direction = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            direction[i] = word.length() * (float) (random.nextDouble() - 0.5);
        }
        return direction;
    }

    @Override
    public float[] query(String text) {
        return passage(text);
    }
}
