package researchpaas.search.lucene;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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
    private record Hit(double score, @Nullable PassageId passage, double vectors) {}

    void addPassage(long document, double score, PassageId passage) {
        add(document, new Hit(score, passage, 1));
    }

    /// @param vectors share of the file's passages that have a vector
    void addFile(long document, double score, double vectors) {
        add(document, new Hit(score, null, vectors));
    }

    private void add(long document, Hit hit) {
        hits.merge(document, hit, (one, other) -> other.score() > one.score() ? other : one);
    }

    int size() {
        return hits.size();
    }

    /// Only what may be among the best is compared and kept: a frequent word finds most of a
    /// library.
    List<Scored> best(int depth) {
        PriorityQueue<Scored> best = new PriorityQueue<>(BEST_FIRST.reversed());
        hits.forEach((document, hit) -> {
            Scored last = best.size() < depth ? null : best.peek();
            if (last == null || hit.score() >= last.score()) {
                best.add(
                        new Scored(
                                new DocumentId(document),
                                hit.score(),
                                hit.passage(),
                                hit.vectors()));
                if (best.size() > depth) {
                    best.remove();
                }
            }
        });
        return best.stream().sorted(BEST_FIRST).toList();
    }
}
