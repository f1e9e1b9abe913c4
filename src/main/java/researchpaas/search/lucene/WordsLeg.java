package researchpaas.search.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import researchpaas.search.lucene.Queries.Weighted;

/// The files that hold words of the question.
final class WordsLeg {
    private static final Weighted WORDS = new Weighted(Fields.FILE_WORDS, Analysis.WORDS, 1);
    private static final Weighted FORMS = new Weighted(Fields.FILE_FORMS, Analysis.FORMS, 0.4f);
    private static final Weighted TITLE = new Weighted(Fields.TITLE_WORDS, Analysis.WORDS, 0.2f);

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
            collect(query(words), best);
            if (best.size() == 0) {
                collect(begun(words), best);
            }
        }
        return best;
    }

    static Query query(String words) {
        return Queries.words(words, List.of(WORDS, FORMS, TITLE));
    }

    /// For when [#query] finds nothing.
    static Query begun(String words) {
        return Queries.begun(words, Fields.FILE_FORMS);
    }

    /// What BM25 gives to a text that says nothing but the question: each term's rarity. A term
    /// that no text has is the rarest. Titles are left out, for few of them say all of a question.
    /// The beginnings of words have no such scale.
    double ideal(String words) throws IOException {
        double ideal = 0;
        boolean known = false;
        for (Weighted field : List.of(WORDS, FORMS)) {
            long files = GatedSearcher.having(searcher, field.field());
            for (var count : Queries.counts(words, field.analyzer()).entrySet()) {
                Term term = new Term(field.field(), count.getKey());
                long holding = GatedSearcher.holding(searcher, term);
                known |= holding > 0;
                ideal += field.weight() * count.getValue() * rarity(holding, files);
            }
        }
        return known ? ideal : 0;
    }

    /// As Lucene's BM25 has it.
    private static double rarity(long holding, long files) {
        return Math.log(1 + (files - holding + 0.5) / (holding + 0.5));
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
