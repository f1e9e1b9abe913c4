package researchpaas.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.FollowingIndex.Part;

/// Reads columns only, so a look at the whole index costs little more than its numbers.
final class HeldDocuments {
    /// Files and passages in a stretch; bounds the memory.
    private static final int PARTS = 10_000;

    private final IndexSearcher searcher;

    HeldDocuments(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /// A document's parts lie anywhere in the index, so each stretch runs over the column of all
    /// and keeps the lowest ids.
    List<Held> after(long after, int limit) throws IOException {
        TreeMap<Long, Integer> sizes = new TreeMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            NumericDocValues documents = DocValues.getNumeric(leaf.reader(), Fields.DOCUMENT);
            Bits live = leaf.reader().getLiveDocs();
            int doc;
            while ((doc = documents.nextDoc()) != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(doc)) {
                    count(documents.longValue(), after, limit, sizes);
                }
            }
        }
        return of(fitting(sizes));
    }

    private static void count(
            long document, long after, int limit, NavigableMap<Long, Integer> sizes) {
        if (document <= after || (sizes.size() >= limit && document > sizes.lastKey())) {
            return;
        }
        sizes.merge(document, 1, Integer::sum);
        if (sizes.size() > limit) {
            sizes.pollLastEntry();
        }
    }

    private static List<Long> fitting(NavigableMap<Long, Integer> sizes) {
        List<Long> ids = new ArrayList<>();
        int parts = 0;
        for (Map.Entry<Long, Integer> size : sizes.entrySet()) {
            parts += size.getValue();
            if (parts > PARTS && !ids.isEmpty()) {
                break;
            }
            ids.add(size.getKey());
        }
        return ids;
    }

    /// Lowest id first.
    List<Held> of(Collection<Long> documents) throws IOException {
        List<BytesRef> terms = documents.stream().map(id -> new BytesRef(Fields.term(id))).toList();
        return searcher.search(new TermInSetQuery(Fields.DOCUMENT, terms), new InOnePiece());
    }

    private static final class InOnePiece implements CollectorManager<Parts, List<Held>> {
        @Override
        public Parts newCollector() {
            return new Parts();
        }

        /// Of several collectors only when a searcher uses several threads, which ours does not.
        @Override
        public List<Held> reduce(Collection<Parts> collectors) {
            return collectors.stream().flatMap(parts -> parts.held().stream()).toList();
        }
    }

    private static final class Parts extends SimpleCollector {
        private final TreeMap<Long, List<Part>> byDocument = new TreeMap<>();

        /// The oldest among a document's parts.
        private final TreeMap<Long, Long> changes = new TreeMap<>();

        private NumericDocValues document = DocValues.emptyNumeric();
        private NumericDocValues change = DocValues.emptyNumeric();
        private NumericDocValues file = DocValues.emptyNumeric();
        private NumericDocValues passage = DocValues.emptyNumeric();
        private NumericDocValues access = DocValues.emptyNumeric();
        private @Nullable DocIndexIterator vectors;

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            document = DocValues.getNumeric(leaf.reader(), Fields.DOCUMENT);
            change = DocValues.getNumeric(leaf.reader(), Fields.CHANGE);
            file = DocValues.getNumeric(leaf.reader(), Fields.FILE);
            passage = DocValues.getNumeric(leaf.reader(), Fields.PASSAGE);
            access = DocValues.getNumeric(leaf.reader(), Fields.ACCESS);
            FloatVectorValues values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
            vectors = values == null ? null : values.iterator();
        }

        @Override
        public void collect(int doc) throws IOException {
            long id = value(document, doc);
            byDocument
                    .computeIfAbsent(id, _ -> new ArrayList<>())
                    .add(
                            new Part(
                                    new FileId(value(file, doc)),
                                    passage.advanceExact(doc)
                                            ? new PassageId(passage.longValue())
                                            : null,
                                    value(access, doc),
                                    hasVector(doc)));
            changes.merge(id, value(change, doc), Math::min);
        }

        private static long value(NumericDocValues column, int doc) throws IOException {
            return column.advanceExact(doc) ? column.longValue() : 0;
        }

        private boolean hasVector(int doc) throws IOException {
            if (vectors == null) {
                return false;
            }
            return vectors.docID() == doc || (vectors.docID() < doc && vectors.advance(doc) == doc);
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        List<Held> held() {
            List<Held> all = new ArrayList<>();
            byDocument.forEach((id, parts) ->
                    all.add(new Held(new DocumentId(id), changes.getOrDefault(id, 0L), parts)));
            return all;
        }
    }
}
