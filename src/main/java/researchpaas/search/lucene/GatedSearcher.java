package researchpaas.search.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import researchpaas.document.Access.Visible;

/// A searcher for one question of a reader who may not see all: how rare a word is, and how long a
/// text usually is, is told of what he may see alone. A filter would hide the other documents and
/// still let them change the order of his hits.
///
/// The other methods stand here for both kinds of readers.
final class GatedSearcher extends IndexSearcher {
    private final Set<Long> sets;
    private final Map<Term, Integer> holding = new HashMap<>();

    private GatedSearcher(IndexSearcher all, Set<Long> sets) {
        super(all.getTopReaderContext());
        this.sets = sets;
        setSimilarity(all.getSimilarity());
    }

    static IndexSearcher of(IndexSearcher all, Visible visible) {
        return switch (visible) {
            case Visible.Everything() -> all;
            case Visible.Only(Set<Long> sets) -> new GatedSearcher(all, sets);
        };
    }

    /// How many documents have the term.
    static long holding(IndexSearcher searcher, Term term) throws IOException {
        return searcher instanceof GatedSearcher gated
                ? gated.holding(term)
                : searcher.getIndexReader().docFreq(term);
    }

    /// How many documents have the field.
    static long having(IndexSearcher searcher, String field) throws IOException {
        return searcher instanceof GatedSearcher gated
                ? gated.lengths(field).documents()
                : searcher.getIndexReader().getDocCount(field);
    }

    private int holding(Term term) throws IOException {
        Integer known = holding.get(term);
        if (known != null) {
            return known;
        }
        int count = 0;
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            count +=
                    VisibleLeaf.of(leaf.reader(), sets)
                            .holding(leaf.reader(), term, Fields.kind(term.field()));
        }
        holding.put(term, count);
        return count;
    }

    private VisibleLeaf.Lengths lengths(String field) throws IOException {
        long documents = 0;
        long terms = 0;
        for (LeafReaderContext leaf : getIndexReader().leaves()) {
            VisibleLeaf.Lengths lengths =
                    VisibleLeaf.of(leaf.reader(), sets)
                            .lengths(leaf.reader(), field, Fields.kind(field));
            documents += lengths.documents();
            terms += lengths.terms();
        }
        return new VisibleLeaf.Lengths(documents, terms);
    }

    /// Lucene wants at least one; where there is none, no hit is scored by it.
    @Override
    public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
            throws IOException {
        int count = Math.max(1, holding(term));
        return new TermStatistics(term.bytes(), count, Math.max(count, totalTermFreq));
    }

    @Override
    public CollectionStatistics collectionStatistics(String field) throws IOException {
        VisibleLeaf.Lengths lengths = lengths(field);
        long documents = Math.max(1, lengths.documents());
        return new CollectionStatistics(
                field, documents, documents, Math.max(documents, lengths.terms()), documents);
    }
}
