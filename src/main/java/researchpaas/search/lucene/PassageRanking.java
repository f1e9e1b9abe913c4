package researchpaas.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import researchpaas.search.CandidatePassage;
import researchpaas.search.SearchIndex.FoundPassage;

/// Scores the passages within documents that were found already, see [CandidatePassage].
final class PassageRanking {
    private final IndexSearcher searcher;
    private final float @Nullable [] meaning;
    private final List<CandidatePassage> candidates = new ArrayList<>();
    private final Map<LeafReaderContext, NumericDocValues> passageIds = new HashMap<>();
    private final Map<LeafReaderContext, VectorScorer> scorers = new HashMap<>();

    PassageRanking(IndexSearcher searcher, float @Nullable [] meaning) {
        this.searcher = searcher;
        this.meaning = meaning;
    }

    Map<DocumentId, List<FoundPassage>> best(Query words, Query allowed, int perDocument)
            throws IOException {
        Query all =
                new BooleanQuery.Builder()
                        .add(allowed, Occur.FILTER)
                        .add(words, Occur.SHOULD)
                        .build();
        EachHit.of(searcher, all, this::take);
        return CandidatePassage.best(candidates, perDocument);
    }

    private void take(LeafReaderContext leaf, int doc, long document, float score)
            throws IOException {
        NumericDocValues ids = passageIds.get(leaf);
        if (ids == null) {
            ids = leaf.reader().getNumericDocValues(Fields.PASSAGE);
            passageIds.put(leaf, ids);
        }
        if (ids != null && ids.advanceExact(doc)) {
            candidates.add(
                    new CandidatePassage(
                            new DocumentId(document),
                            new PassageId(ids.longValue()),
                            score,
                            meaning(leaf, doc)));
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
