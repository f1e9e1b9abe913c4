package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.document.Access.Visible;

/// How many of the files that a reader may see have each term: exact counts behind the gate, asked
/// for each question, so that nothing of what he may not see moves his ranking.
final class Rarity {
    private final long files;
    private final long titled;
    private final Map<Long, Long> holding;

    private Rarity(long files, long titled, Map<Long, Long> holding) {
        this.files = files;
        this.titled = titled;
        this.holding = holding;
    }

    static Rarity of(Collection<Long> terms, Visible visible, QdrantStore store) {
        List<Filter> asked = new ArrayList<>();
        asked.add(Conditions.visible(Payload.FILE_KIND, visible).build());
        asked.add(having(Terms.TITLED, visible));
        List<Long> order = List.copyOf(terms);
        order.forEach(term -> asked.add(having(term, visible)));
        List<Long> counts = store.counts(asked);
        Map<Long, Long> holding = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            holding.put(order.get(i), counts.get(i + 2));
        }
        return new Rarity(counts.get(0), counts.get(1), holding);
    }

    private static Filter having(long term, Visible visible) {
        return Conditions.visible(Payload.FILE_KIND, visible)
                .addMust(Conditions.oneOf(Payload.TERMS, List.of(term)))
                .build();
    }

    long files() {
        return files;
    }

    long holding(long term) {
        return holding.getOrDefault(term, 0L);
    }

    double of(long term) {
        return Bm25.rarity(holding(term), files);
    }

    double ofTitle(long term) {
        return Bm25.rarity(holding(term), titled);
    }
}
