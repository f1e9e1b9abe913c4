package researchpaas.search.qdrant;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.Scored;

/// Groups hits by document: each document has the score of its best hit.
final class BestOfEach {
    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble(Scored::score)
                    .reversed()
                    .thenComparingLong(scored -> scored.document().value());

    private final Map<Long, Scored> best = new HashMap<>();

    /// @param passage absent where the hit is a whole file
    void add(long document, double score, @Nullable PassageId passage, double vectors) {
        best.merge(
                document,
                new Scored(new DocumentId(document), score, passage, vectors),
                (one, other) -> other.score() > one.score() ? other : one);
    }

    int size() {
        return best.size();
    }

    List<Scored> best(int depth) {
        return best.values().stream().sorted(BEST_FIRST).limit(depth).toList();
    }
}
