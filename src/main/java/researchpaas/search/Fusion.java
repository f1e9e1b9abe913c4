package researchpaas.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.document.DocumentId;
import researchpaas.search.SearchIndex.Scored;

/// Makes one ranking out of the two legs. It stands here, once, so that every engine ranks alike.
enum Fusion {
    /// Each leg's scores stretched to 0…1, then summed by weight. Better than ranks on scientific
    /// English.
    MIN_MAX_SUM {
        @Override
        Map<DocumentId, Double> shares(List<Scored> leg) {
            double best = leg.stream().mapToDouble(Scored::score).max().orElse(0);
            double least = leg.stream().mapToDouble(Scored::score).min().orElse(0);
            Map<DocumentId, Double> shares = new HashMap<>();
            for (Scored scored : leg) {
                shares.put(
                        scored.document(),
                        best > least ? (scored.score() - least) / (best - least) : 1);
            }
            return shares;
        }
    },

    /// By rank alone, for engines whose scores mean little.
    RECIPROCAL_RANK {
        @Override
        Map<DocumentId, Double> shares(List<Scored> leg) {
            Map<DocumentId, Double> shares = new HashMap<>();
            for (int rank = 0; rank < leg.size(); rank++) {
                shares.put(leg.get(rank).document(), 1.0 / (RANK_OFFSET + rank + 1));
            }
            return shares;
        }
    };

    private static final int RANK_OFFSET = 60;

    /// What each document of a leg has earned in it.
    abstract Map<DocumentId, Double> shares(List<Scored> leg);

    /// Best first; equal ones in the order of their numbers. A leg with weight 0 adds no document.
    /// The part of a document that has no vectors is judged by its words in the place of meaning
    /// too; else a text whose language the model does not know could reach half the score of
    /// others.
    ///
    /// @param meaningWeight 0 to 1; the words have the rest
    final List<Fused> fuse(List<Scored> words, List<Scored> meaning, double meaningWeight) {
        Map<DocumentId, Double> sums = new HashMap<>();
        if (meaningWeight < 1) {
            add(shares(words), 1 - meaningWeight, sums);
        }
        if (meaningWeight > 0) {
            add(shares(meaning, meaningWeight < 1 ? words : List.of()), meaningWeight, sums);
        }
        return sums.entrySet().stream()
                .map(sum -> new Fused(sum.getKey(), sum.getValue()))
                .sorted(
                        Comparator.comparingDouble(Fused::score)
                                .reversed()
                                .thenComparingLong(fused -> fused.document().value()))
                .toList();
    }

    private Map<DocumentId, Double> shares(List<Scored> meaning, List<Scored> words) {
        Map<DocumentId, Double> shares = shares(meaning);
        Map<DocumentId, Double> byWords = shares(words);
        for (Scored scored : words) {
            double unseen = 1 - scored.vectors();
            shares.merge(
                    scored.document(),
                    unseen * byWords.getOrDefault(scored.document(), 0.0),
                    Math::max);
        }
        return shares;
    }

    private static void add(
            Map<DocumentId, Double> shares, double weight, Map<DocumentId, Double> sums) {
        shares.forEach((document, share) -> sums.merge(document, weight * share, Double::sum));
    }

    record Fused(DocumentId document, double score) {}
}
