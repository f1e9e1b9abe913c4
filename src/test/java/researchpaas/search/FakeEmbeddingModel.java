package researchpaas.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import researchpaas.document.Language;

/// Counts words as tokens, and points to where a text's first letter stands in the alphabet. Knows
/// English, like the built-in model. Can be told to fail.
public final class FakeEmbeddingModel implements EmbeddingModel {
    private final Set<Language> languages;
    private volatile boolean broken;

    public FakeEmbeddingModel() {
        this(Set.of(Language.ENGLISH, Language.OTHER));
    }

    public FakeEmbeddingModel(Set<Language> languages) {
        this.languages = languages;
    }

    /// The only one there is, and the one that is asked for.
    public static EmbeddingModels only(EmbeddingModel model) {
        return new EmbeddingModels() {
            @Override
            public Optional<EmbeddingModel> of(String id) {
                return Optional.of(model).filter(one -> one.card().id().equals(id));
            }

            @Override
            public List<String> known() {
                return List.of(model.card().id());
            }

            @Override
            public Optional<String> configured() {
                return Optional.of(model.card().id());
            }
        };
    }

    public void breakDown(boolean now) {
        broken = now;
    }

    @Override
    public Card card() {
        return new Card("fake", 2, 256, languages);
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
        double angle = (Character.toLowerCase(text.strip().charAt(0)) - 'a') * Math.PI / 52;
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    @Override
    public float[] query(String text) {
        return passage(text);
    }
}
