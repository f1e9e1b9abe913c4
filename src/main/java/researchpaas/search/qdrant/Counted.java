package researchpaas.search.qdrant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import researchpaas.search.TextAnalysis;

/// How often a text says each of its terms.
final class Counted {
    /// Of the different terms of a text so many are kept: a table of numbers has no end of them,
    /// and a request has.
    private static final int MOST = 100_000;

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int length;

    static Counted of(List<TextAnalysis.Term> terms) {
        Counted counted = new Counted();
        terms.forEach(term -> counted.counts.merge(term.text(), 1, Integer::sum));
        counted.length = terms.size();
        return counted;
    }

    void add(Counted other) {
        other.counts.forEach((term, count) -> counts.merge(term, count, Integer::sum));
        length += other.length;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    int length() {
        return length;
    }

    /// @param usual see [Bm25#weight]
    void addWeights(char field, double usual, Map<Long, Double> weights) {
        counts.entrySet().stream()
                .limit(MOST)
                .forEach(term ->
                        weights.put(
                                Terms.number(field, term.getKey()),
                                Bm25.weight(term.getValue(), length, usual)));
    }
}
