package researchpaas.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.VectorScorer;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.FoundPassage;

/// Orders the passages within documents that were found already: words and meaning, each stretched
/// to 0…1 over all of them, are added. This chooses what is shown, not which document stands first.
final class PassageRanking {
    private final IndexSearcher searcher;
    private final float @Nullable [] meaning;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<LeafReaderContext, NumericDocValues> passageIds = new HashMap<>();
    private final Map<LeafReaderContext, VectorScorer> scorers = new HashMap<>();

    PassageRanking(IndexSearcher searcher, float @Nullable [] meaning) {
        this.searcher = searcher;
        this.meaning = meaning;
    }

    /// @param words 0 where no word of the question stands in it
    /// @param meaning absent where it has no vector, or none was asked for
    private record Candidate(long document, long passage, double words, @Nullable Double meaning) {}

    Map<DocumentId, List<FoundPassage>> best(Query words, Query allowed, int perDocument)
            throws IOException {
        Query all =
                new BooleanQuery.Builder()
                        .add(allowed, Occur.FILTER)
                        .add(words, Occur.SHOULD)
                        .build();
        EachHit.of(searcher, all, this::take);
        double mostWords = candidates.stream().mapToDouble(Candidate::words).max().orElse(0);
        double least = meanings().min().orElse(0);
        double range = meanings().max().orElse(0) - least;
        Map<DocumentId, List<FoundPassage>> best = new HashMap<>();
        for (Candidate candidate : candidates) {
            Double near = candidate.meaning();
            if (candidate.words() > 0 || near != null) {
                double score =
                        (mostWords > 0 ? candidate.words() / mostWords : 0)
                                + (near != null && range > 0 ? (near - least) / range : 0);
                best.computeIfAbsent(new DocumentId(candidate.document()), _ -> new ArrayList<>())
                        .add(new FoundPassage(new PassageId(candidate.passage()), score));
            }
        }
        best.replaceAll((_, found) ->
                found.stream()
                        .sorted(
                                Comparator.comparingDouble(FoundPassage::score)
                                        .reversed()
                                        .thenComparingLong(one -> one.passage().value()))
                        .limit(perDocument)
                        .toList());
        return best;
    }

    private java.util.stream.DoubleStream meanings() {
        return candidates.stream()
                .map(Candidate::meaning)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    private void take(LeafReaderContext leaf, int doc, long document, float score)
            throws IOException {
        NumericDocValues ids = passageIds.get(leaf);
        if (ids == null) {
            ids = leaf.reader().getNumericDocValues(Fields.PASSAGE);
            passageIds.put(leaf, ids);
        }
        if (ids != null && ids.advanceExact(doc)) {
            candidates.add(new Candidate(document, ids.longValue(), score, meaning(leaf, doc)));
        }
    }

    private @Nullable Double meaning(LeafReaderContext leaf, int doc) throws IOException {
        if (meaning == null) {
            return null;
        }
        VectorScorer scorer = scorers.get(leaf);
        if (scorer == null) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
            scorer = values == null ? null : values.scorer(meaning);
            if (scorer == null) {
                return null;
            }
            scorers.put(leaf, scorer);
        }
        int at = scorer.iterator().docID();
        if (at < doc) {
            at = scorer.iterator().advance(doc);
        }
        return at == doc ? MeaningLeg.cosine(scorer.score()) : null;
    }
}
