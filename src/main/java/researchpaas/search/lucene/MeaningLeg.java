package researchpaas.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.NearPassage;
import researchpaas.search.SearchIndex.Scored;

/// The passages nearest in meaning, found by small vectors; the first ones are scored again with
/// the full ones.
final class MeaningLeg {
    /// How many passages a document is expected to bring along.
    private static final int PASSAGES_PER_DOCUMENT = 2;

    static final Comparator<NearPassage> NEAREST_FIRST =
            Comparator.comparingDouble(NearPassage::score)
                    .reversed()
                    .thenComparingLong(near -> near.passage().value());

    private static final Comparator<ScoreDoc> NEAREST_DOC_FIRST =
            Comparator.comparingDouble((ScoreDoc hit) -> hit.score)
                    .reversed()
                    .thenComparingInt(hit -> hit.doc);

    private final IndexSearcher searcher;
    private final @Nullable Query allowed;
    private final VectorEncoding vectors;

    /// @param allowed absent where every passage is: then none has to be looked at for that
    MeaningLeg(IndexSearcher searcher, @Nullable Query allowed, VectorEncoding vectors) {
        this.searcher = searcher;
        this.allowed = allowed;
        this.vectors = vectors;
    }

    List<Scored> best(float[] question, int depth) throws IOException {
        BestOfEach best = new BestOfEach();
        for (Nearest hit : documentsNearest(question, depth)) {
            best.addPassage(hit.document(), cosine(hit.score()), new PassageId(hit.passage()));
        }
        return best.best(depth);
    }

    /// The passages that are nearest, best first, several of one document too.
    List<NearPassage> passages(float[] question, int most) throws IOException {
        return nearest(question, most).stream()
                .map(hit ->
                        new NearPassage(
                                new DocumentId(hit.document()),
                                new PassageId(hit.passage()),
                                cosine(hit.score())))
                .sorted(NEAREST_FIRST)
                .toList();
    }

    /// Of each document that [#best] finds, the file with its nearest passage.
    Set<Long> files(float[] question, int depth) throws IOException {
        BestOfEach best = new BestOfEach();
        Map<Long, Long> fileOf = new HashMap<>();
        for (Nearest hit : documentsNearest(question, depth)) {
            best.addPassage(hit.document(), cosine(hit.score()), new PassageId(hit.passage()));
            fileOf.put(hit.passage(), hit.file());
        }
        return best.best(depth).stream()
                .map(Scored::best)
                .filter(Objects::nonNull)
                .map(passage -> fileOf.getOrDefault(passage.value(), 0L))
                .collect(Collectors.toSet());
    }

    private List<Nearest> documentsNearest(float[] question, int depth) throws IOException {
        return nearest(question, depth * PASSAGES_PER_DOCUMENT);
    }

    private List<Nearest> nearest(float[] question, int most) throws IOException {
        int all = Math.max(1, searcher.getIndexReader().maxDoc());
        int candidates = Math.min(vectors.candidates(most), all);
        Query nearest = new NearestQuery(question, candidates, allowed);
        ScoreDoc[] hits = searcher.search(nearest, candidates).scoreDocs;
        rescore(question, Arrays.copyOf(hits, Math.min(vectors.rescored(), hits.length)));
        Arrays.sort(hits, NEAREST_DOC_FIRST);
        return read(Arrays.copyOf(hits, Math.min(most, hits.length)));
    }

    /// With the vectors as they were given, in place. In the order of the file, which a disk likes
    /// and for which each leaf is entered once.
    private void rescore(float[] question, ScoreDoc[] hits) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
        int end = 0;
        FloatVectorValues values = null;
        KnnVectorValues.DocIndexIterator at = null;
        int base = 0;
        for (ScoreDoc hit : hits) {
            if (hit.doc >= end) {
                LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
                base = leaf.docBase;
                end = base + leaf.reader().maxDoc();
                values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
                at = values == null ? null : values.iterator();
            }
            if (values != null && at != null && at.advance(hit.doc - base) == hit.doc - base) {
                hit.score =
                        (1 + VectorUtil.dotProduct(question, values.vectorValue(at.index()))) / 2;
            }
        }
    }

    /// The vector of a passage as it was given.
    static float @Nullable [] vector(LeafReaderContext leaf, int doc) throws IOException {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(Fields.VECTOR);
        if (values == null) {
            return null;
        }
        KnnVectorValues.DocIndexIterator at = values.iterator();
        return at.advance(doc) == doc ? values.vectorValue(at.index()) : null;
    }

    private record Nearest(long document, long file, long passage, float score) {}

    /// In the order of Lucene's numbers, which is how its columns are read.
    private List<Nearest> read(ScoreDoc[] hits) throws IOException {
        ScoreDoc[] ordered = hits.clone();
        Arrays.sort(ordered, Comparator.comparingInt(hit -> hit.doc));
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<Nearest> read = new ArrayList<>(hits.length);
        int leaf = -1;
        NumericDocValues documents = null;
        NumericDocValues files = null;
        NumericDocValues passages = null;
        for (ScoreDoc hit : ordered) {
            int itsLeaf = ReaderUtil.subIndex(hit.doc, leaves);
            if (itsLeaf != leaf || documents == null || files == null || passages == null) {
                leaf = itsLeaf;
                documents = leaves.get(leaf).reader().getNumericDocValues(Fields.DOCUMENT);
                files = leaves.get(leaf).reader().getNumericDocValues(Fields.FILE);
                passages = leaves.get(leaf).reader().getNumericDocValues(Fields.PASSAGE);
            }
            int doc = hit.doc - leaves.get(leaf).docBase;
            if (documents.advanceExact(doc)
                    && files.advanceExact(doc)
                    && passages.advanceExact(doc)) {
                read.add(
                        new Nearest(
                                documents.longValue(),
                                files.longValue(),
                                passages.longValue(),
                                hit.score));
            }
        }
        return read;
    }

    /// Lucene's score of unit vectors is (1 + cosine) / 2.
    static double cosine(float score) {
        return 2.0 * score - 1;
    }
}
