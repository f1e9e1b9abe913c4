package researchpaas.search.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import researchpaas.search.lucene.Queries.Weighted;

/// The files that hold words of the question.
final class WordsLeg {
    private static final List<Weighted> WHOLE_FILES =
            List.of(
                    new Weighted(Fields.FILE_WORDS, Analysis.WORDS, 1),
                    new Weighted(Fields.FILE_FORMS, Analysis.FORMS, 0.4f),
                    new Weighted(Fields.TITLE_WORDS, Analysis.WORDS, 0.2f));

    private final IndexSearcher searcher;
    private final Query allowed;

    WordsLeg(IndexSearcher searcher, Query allowed) {
        this.searcher = searcher;
        this.allowed = allowed;
    }

    /// When no document holds any of the words, the last one may not be written to its end yet.
    BestOfEach all(String words) throws IOException {
        BestOfEach best = new BestOfEach();
        if (!words.isBlank()) {
            collect(Queries.words(words, WHOLE_FILES), best);
            if (best.size() == 0) {
                collect(Queries.begun(words, Fields.FILE_FORMS), best);
            }
        }
        return best;
    }

    private void collect(Query query, BestOfEach best) throws IOException {
        Vectors vectors = new Vectors();
        EachHit.of(
                searcher,
                Queries.within(query, allowed),
                (leaf, doc, document, score) ->
                        best.addFile(document, score, vectors.share(leaf, doc)));
    }

    /// Lucene's column of a leaf, read in the order of its numbers.
    private static final class Vectors {
        private @Nullable LeafReaderContext leaf;
        private @Nullable NumericDocValues percents;

        double share(LeafReaderContext next, int doc) throws IOException {
            if (next != leaf) {
                leaf = next;
                percents = next.reader().getNumericDocValues(Fields.VECTORS);
            }
            return percents != null && percents.advanceExact(doc)
                    ? percents.longValue() / 100.0
                    : 0;
        }
    }
}
