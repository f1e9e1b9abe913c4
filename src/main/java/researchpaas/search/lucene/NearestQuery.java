package researchpaas.search.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorScorer;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OrdinalTranslatedKnnCollector;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.jspecify.annotations.Nullable;

/// Lucene's own search through its graph, over the same vectors with the same scores. Only, the
/// neighbours that are compared next are fetched from memory all at once: one after the other,
/// waiting for memory is most of what a comparison takes.
final class NearestQuery extends KnnFloatVectorQuery {
    private static final Lucene104ScalarQuantizedVectorScorer SCORERS =
            new Lucene104ScalarQuantizedVectorScorer(DefaultFlatVectorScorer.INSTANCE);

    private final float[] question;

    /// @param allowed absent where every passage is
    NearestQuery(float[] question, int most, @Nullable Query allowed) {
        super(Fields.VECTOR, question, most, allowed);
        this.question = question;
    }

    @Override
    protected TopDocs approximateSearch(
            LeafReaderContext leaf,
            AcceptDocs accepted,
            int visitedLimit,
            KnnCollectorManager collectors)
            throws IOException {
        KnnCollector collector = collectors.newCollector(visitedLimit, searchStrategy, leaf);
        return walked(leaf, collector, accepted)
                ? collector.topDocs()
                : super.approximateSearch(leaf, accepted, visitedLimit, collectors);
    }

    /// Whether the graph was walked. Where Lucene would look at all vectors, or they are not small
    /// ones, that is left to it.
    private boolean walked(LeafReaderContext leaf, KnnCollector collector, AcceptDocs accepted)
            throws IOException {
        if (!(graphs(leaf) instanceof Lucene99HnswVectorsReader graphs)
                || !(graphs.getQuantizedVectorValues(field)
                        instanceof QuantizedByteVectorValues vectors)
                || vectors.size() == 0) {
            return false;
        }
        HnswGraph graph = graphs.getGraph(field);
        int among = Math.min(accepted.cost(), graph.size());
        IndexInput all = vectors.getSlice();
        // of few vectors Lucene makes no graph
        if (all == null
                || graph.size() == 0
                || all.length() % vectors.size() != 0
                || collector.k() >= vectors.size()
                || HnswGraphSearcher.expectedVisitedNodes(collector.k(), graph.size()) >= among) {
            return false;
        }
        RandomVectorScorer scorer =
                new Fetching(
                        SCORERS.getRandomVectorScorer(Fields.SIMILARITY, vectors, question),
                        all.randomAccessSlice(0, all.length()),
                        Math.toIntExact(all.length() / vectors.size()));
        HnswGraphSearcher.search(
                scorer,
                new OrdinalTranslatedKnnCollector(collector, scorer::ordToDoc),
                graph,
                scorer.getAcceptOrds(accepted.bits()),
                among);
        return true;
    }

    private @Nullable KnnVectorsReader graphs(LeafReaderContext leaf) {
        if (!(FilterLeafReader.unwrap(leaf.reader()) instanceof CodecReader reader)) {
            return null;
        }
        return reader.getVectorReader() instanceof PerFieldKnnVectorsFormat.FieldsReader fields
                ? fields.getFieldReader(field)
                : reader.getVectorReader();
    }

    private static final class Fetching implements RandomVectorScorer {
        /// What memory hands over at once.
        private static final int LINE = 64;

        private final RandomVectorScorer scorer;
        private final RandomAccessInput vectors;
        private final int bytes;

        /// Makes of reading something that the compiler must not leave out.
        @SuppressWarnings("UnusedVariable")
        private long read;

        Fetching(RandomVectorScorer scorer, RandomAccessInput vectors, int bytes) {
            this.scorer = scorer;
            this.vectors = vectors;
            this.bytes = bytes;
        }

        @Override
        public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                long start = (long) nodes[i] * bytes;
                for (int at = 0; at < bytes; at += LINE) {
                    sum += vectors.readByte(start + at);
                }
                sum += vectors.readByte(start + bytes - 1);
            }
            read += sum;
            return RandomVectorScorer.super.bulkScore(nodes, scores, count);
        }

        @Override
        public float score(int node) throws IOException {
            return scorer.score(node);
        }

        @Override
        public int maxOrd() {
            return scorer.maxOrd();
        }

        @Override
        public int ordToDoc(int ordinal) {
            return scorer.ordToDoc(ordinal);
        }

        @Override
        public Bits getAcceptOrds(Bits accepted) {
            return scorer.getAcceptOrds(accepted);
        }
    }
}
