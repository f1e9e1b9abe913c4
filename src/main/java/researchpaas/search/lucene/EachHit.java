package researchpaas.search.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/// Hands every hit, with its document and score, to whoever asked; nothing is skipped, so counts
/// are exact.
final class EachHit extends SimpleCollector {
    interface Taker {
        void take(LeafReaderContext leaf, int doc, long document, float score) throws IOException;
    }

    private final Taker taker;
    private final boolean scored;
    private @Nullable LeafReaderContext leaf;
    private @Nullable NumericDocValues documents;
    private @Nullable Scorable scorer;

    private EachHit(Taker taker, boolean scored) {
        this.taker = taker;
        this.scored = scored;
    }

    /// In the order of Lucene's numbers, on the caller's thread.
    static void of(IndexSearcher searcher, Query query, Taker taker) throws IOException {
        collect(searcher, query, taker, true);
    }

    /// The same, but each score is 0.
    static void unscored(IndexSearcher searcher, Query query, Taker taker) throws IOException {
        collect(searcher, query, taker, false);
    }

    private static void collect(IndexSearcher searcher, Query query, Taker taker, boolean scored)
            throws IOException {
        searcher.search(
                query,
                new CollectorManager<EachHit, Void>() {
                    @Override
                    public EachHit newCollector() {
                        return new EachHit(taker, scored);
                    }

                    @Override
                    public @Nullable Void reduce(Collection<EachHit> collectors) {
                        return null;
                    }
                });
    }

    @Override
    public ScoreMode scoreMode() {
        return scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext next) throws IOException {
        leaf = next;
        documents = next.reader().getNumericDocValues(Fields.DOCUMENT);
    }

    @Override
    public void setScorer(Scorable next) {
        scorer = next;
    }

    @Override
    public void collect(int doc) throws IOException {
        if (leaf != null && scorer != null && documents != null && documents.advanceExact(doc)) {
            taker.take(leaf, doc, documents.longValue(), scored ? scorer.score() : 0);
        }
    }
}
