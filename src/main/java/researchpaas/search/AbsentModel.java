package researchpaas.search;

import java.util.Set;

/// Stands for a model that is not to be had here any more: the index of its vectors still answers
/// by words.
final class AbsentModel implements EmbeddingModel {
    private final Card card;

    AbsentModel(String id, int dimension) {
        card = new Card(id, dimension, 1, Set.of());
    }

    @Override
    public Card card() {
        return card;
    }

    @Override
    public int tokens(String text) {
        throw absent();
    }

    @Override
    public float[] passage(String text) {
        throw absent();
    }

    @Override
    public float[] query(String text) {
        throw absent();
    }

    private EmbeddingFailed absent() {
        return new EmbeddingFailed(
                "The embedding model %s is not to be had here.".formatted(card.id()),
                new IllegalStateException("absent"));
    }
}
