package researchpaas.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.document.DocumentId;
import researchpaas.search.SearchIndex.Legs;
import researchpaas.search.SearchIndex.Scored;

/// Makes one ranking out of the two legs. It stands here, once, so that every engine ranks alike.
enum Fusion {
    /// Each leg's scores stretched to 0…1, then summed by weight. Better than ranks on scientific
    /// English. A leg whose best score is far from what a good answer would have is stretched less:
    /// one everyday word of six must not outweigh the nearest meaning.
    MIN_MAX_SUM {
        @Override
        Map<DocumentId, Double> shares(List<Scored> leg, double ideal) {
            double found = leg.stream().mapToDouble(Scored::score).max().orElse(0);
            double best = Math.max(found, GOOD * ideal);
            double least = leg.stream().mapToDouble(Scored::score).min().orElse(0);
            Map<DocumentId, Double> shares = new HashMap<>();
            for (Scored scored : leg) {
                shares.put(
                        scored.document(),
                        found > least ? (scored.score() - least) / (best - least) : found / best);
            }
            return shares;
        }
    },

    /// By rank alone, for engines whose scores mean little.
    RECIPROCAL_RANK {
        @Override
        Map<DocumentId, Double> shares(List<Scored> leg, double ideal) {
            Map<DocumentId, Double> shares = new HashMap<>();
            for (int rank = 0; rank < leg.size(); rank++) {
                shares.put(leg.get(rank).document(), 1.0 / (RANK_OFFSET + rank + 1));
            }
            return shares;
        }
    };

    private static final int RANK_OFFSET = 60;

    /// The share of the ideal score from which on an answer by words is a full one. (BM25 gives
    /// half of it to a text of ordinary length that has each word once.)
    private static final double GOOD = 0.45;

    /// What each document of a leg has earned in it.
    ///
    /// @param ideal the highest score there could be; 0 when nobody knows
    abstract Map<DocumentId, Double> shares(List<Scored> leg, double ideal);

    /// Best first; equal ones in the order of their numbers. A leg with weight 0 adds no document.
    /// The part of a document that has no vectors is judged by its words in the place of meaning
    /// too; else a text whose language the model does not know could reach half the score of
    /// others.
    ///
    /// @param meaningWeight 0 to 1; the words have the rest
    final List<Fused> fuse(Legs legs, double meaningWeight) {
        Map<DocumentId, Double> sums = new HashMap<>();
        List<Scored> words = meaningWeight < 1 ? legs.words() : List.of();
        Map<DocumentId, Double> byWords = shares(words, legs.wordsIdeal());
        add(byWords, 1 - meaningWeight, sums);
        if (meaningWeight > 0) {
            Map<DocumentId, Double> byMeaning = shares(legs.meaning(), 0);
            for (Scored scored : words) {
                double byWord = byWords.getOrDefault(scored.document(), 0.0);
                byMeaning.merge(scored.document(), (1 - scored.vectors()) * byWord, Math::max);
            }
            add(byMeaning, meaningWeight, sums);
        }
        return sums.entrySet().stream()
                .map(sum -> new Fused(sum.getKey(), sum.getValue()))
                .sorted(
                        Comparator.comparingDouble(Fused::score)
                                .reversed()
                                .thenComparingLong(fused -> fused.document().value()))
                .toList();
    }

    private static void add(
            Map<DocumentId, Double> shares, double weight, Map<DocumentId, Double> sums) {
        shares.forEach((document, share) -> sums.merge(document, weight * share, Double::sum));
    }

    record Fused(DocumentId document, double score) {}
}
