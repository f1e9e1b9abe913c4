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
        void add(List<Scored> leg, double weight, Map<DocumentId, Double> sums) {
            double best = leg.stream().mapToDouble(Scored::score).max().orElse(0);
            double least = leg.stream().mapToDouble(Scored::score).min().orElse(0);
            for (Scored scored : leg) {
                double share = best > least ? (scored.score() - least) / (best - least) : 1;
                sums.merge(scored.document(), weight * share, Double::sum);
            }
        }
    },

    /// By rank alone, for engines whose scores mean little.
    RECIPROCAL_RANK {
        @Override
        void add(List<Scored> leg, double weight, Map<DocumentId, Double> sums) {
            for (int rank = 0; rank < leg.size(); rank++) {
                sums.merge(
                        leg.get(rank).document(), weight / (RANK_OFFSET + rank + 1), Double::sum);
            }
        }
    };

    private static final int RANK_OFFSET = 60;

    abstract void add(List<Scored> leg, double weight, Map<DocumentId, Double> sums);

    /// Best first; equal ones in the order of their numbers. A leg with weight 0 adds no document.
    ///
    /// @param meaningWeight 0 to 1; the words have the rest
    final List<Fused> fuse(List<Scored> words, List<Scored> meaning, double meaningWeight) {
        Map<DocumentId, Double> sums = new HashMap<>();
        if (meaningWeight < 1) {
            add(words, 1 - meaningWeight, sums);
        }
        if (meaningWeight > 0) {
            add(meaning, meaningWeight, sums);
        }
        return sums.entrySet().stream()
                .map(sum -> new Fused(sum.getKey(), sum.getValue()))
                .sorted(
                        Comparator.comparingDouble(Fused::score)
                                .reversed()
                                .thenComparingLong(fused -> fused.document().value()))
                .toList();
    }

    record Fused(DocumentId document, double score) {}
}
