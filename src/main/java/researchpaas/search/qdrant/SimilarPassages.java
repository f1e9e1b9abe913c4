package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import researchpaas.document.Access.Visible;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.Likeness;
import researchpaas.search.SearchIndex.NearPassage;
import researchpaas.search.TextAnalysis;

/// The passages nearest to a vector; without one, those that share a text's most telling words:
/// those that it says often and that are rare elsewhere.
final class SimilarPassages {
    private static final int MOST_WORDS = 24;

    /// Of a long text the beginning says what it is about. How many files have a word is asked of
    /// each.
    private static final int MOST_ASKED = 256;

    private final QdrantStore store;
    private final Visible visible;
    private final TextAnalysis analysis;

    SimilarPassages(QdrantStore store, Visible visible, TextAnalysis analysis) {
        this.store = store;
        this.visible = visible;
        this.analysis = analysis;
    }

    List<NearPassage> to(Likeness likeness, int most) {
        float[] vector = likeness.vector();
        if (vector != null) {
            return found(Legwork.byMeaning(vector), Payload.MEANING, likeness.except(), most);
        }
        Map<Long, Double> weights = weights(likeness.text());
        return weights.isEmpty()
                ? List.of()
                : found(Legwork.byWords(weights), Payload.PASSAGE_WORDS, likeness.except(), most);
    }

    private List<NearPassage> found(Query query, String using, DocumentId except, int most) {
        Filter others =
                Conditions.visible(Payload.PASSAGE_KIND, visible)
                        .addMustNot(Conditions.oneOf(Payload.DOCUMENT, List.of(except.value())))
                        .build();
        List<ScoredPoint> hits =
                Legwork.answers(
                                store,
                                List.of(
                                        Legwork.query(
                                                store,
                                                query,
                                                using,
                                                others,
                                                most,
                                                List.of(Payload.DOCUMENT, Payload.PASSAGE))))
                        .getFirst();
        return hits.stream()
                .map(hit ->
                        new NearPassage(
                                new DocumentId(
                                        Payload.number(hit.getPayloadMap(), Payload.DOCUMENT)),
                                new PassageId(Payload.number(hit.getPayloadMap(), Payload.PASSAGE)),
                                hit.getScore()))
                .sorted(
                        Comparator.comparingDouble(NearPassage::score)
                                .reversed()
                                .thenComparingLong(near -> near.passage().value()))
                .toList();
    }

    private record Telling(long term, double worth) {}

    private Map<Long, Double> weights(String text) {
        Map<Long, Integer> counts = new HashMap<>();
        Set<Long> asked = new HashSet<>();
        for (TextAnalysis.Term word : analysis.words(text)) {
            long number = Terms.number(Terms.WORD, word.text());
            if (asked.size() < MOST_ASKED) {
                asked.add(number);
            }
            counts.merge(number, 1, Integer::sum);
        }
        if (asked.isEmpty()) {
            return Map.of();
        }
        Rarity rarity = Rarity.of(asked, visible, store);
        List<Telling> telling = new ArrayList<>();
        for (long term : asked) {
            long holding = rarity.holding(term);
            // a word that only one file has leads nowhere
            if (holding > 1) {
                double worth = 1 + Math.log((rarity.files() + 1.0) / (holding + 1.0));
                telling.add(new Telling(term, counts.getOrDefault(term, 0) * worth));
            }
        }
        Map<Long, Double> weights = new HashMap<>();
        telling.stream()
                .sorted(
                        Comparator.comparingDouble(Telling::worth)
                                .reversed()
                                .thenComparingLong(Telling::term))
                .limit(MOST_WORDS)
                .forEach(one -> weights.put(one.term(), rarity.of(one.term())));
        return weights;
    }
}
