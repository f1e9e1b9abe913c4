package researchpaas.search;

import java.util.List;
import java.util.Set;
import researchpaas.document.Language;

/// Turns text into a vector of unit length whose cosine tells likeness of meaning. Safe for several
/// threads at once; the same text gives the same vector, however many are computed beside it.
public interface EmbeddingModel {
    Card card();

    /// How many tokens of the model the text has, special ones included, not cut off.
    int tokens(String text);

    /// The vector of a passage (with the model's passage prefix). Text beyond `maxTokens` is not
    /// seen.
    ///
    /// @throws EmbeddingFailed when the model cannot be run
    float[] passage(String text);

    /// How many passages the model wants at once: 1 where they are computed here, more where each
    /// request is a journey.
    default int together() {
        return 1;
    }

    /// The vectors of several passages, in their order.
    ///
    /// @throws EmbeddingFailed when the model cannot be run; none of them is known then
    default List<float[]> passages(List<String> texts) {
        return texts.stream().map(this::passage).toList();
    }

    /// The vector of a question (with the model's query prefix).
    ///
    /// @throws EmbeddingFailed when the model cannot be run
    float[] query(String text);

    /// @param id stored with every vector; vectors of two ids never meet in one search
    /// @param dimension length of a vector
    /// @param maxTokens how much of a text the model sees
    /// @param languages those that the model knows; empty means every language
    record Card(String id, int dimension, int maxTokens, Set<Language> languages) {
        public Card {
            languages = Set.copyOf(languages);
        }

        public boolean knows(Language language) {
            return languages.isEmpty() || languages.contains(language);
        }
    }

    final class EmbeddingFailed extends RuntimeException {
        public EmbeddingFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
