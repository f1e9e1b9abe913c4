package researchpaas.search.lucene;

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
    static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble(Scored::score)
                    .reversed()
                    .thenComparingLong(scored -> scored.document().value());

    private final Map<Long, Hit> hits = new HashMap<>();

    /// @param passage absent where the hit is a whole file
    private record Hit(double score, @Nullable PassageId passage) {}

    void add(long document, double score, @Nullable PassageId passage) {
        Hit present = hits.get(document);
        if (present == null || score > present.score()) {
            hits.put(document, new Hit(score, passage));
        }
    }

    int size() {
        return hits.size();
    }

    List<Scored> best(int depth) {
        return hits.entrySet().stream()
                .map(hit ->
                        new Scored(
                                new DocumentId(hit.getKey()),
                                hit.getValue().score(),
                                hit.getValue().passage()))
                .sorted(BEST_FIRST)
                .limit(depth)
                .toList();
    }
}
