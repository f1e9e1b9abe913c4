package researchpaas.search.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// How large a vector is that searching goes over; the full ones stay on disk in any case. What
/// each costs and finds stands in docs/scaling.md.
enum VectorEncoding {
    /// Four bytes a dimension: exact, and the most memory.
    FLOAT(0, 0) {
        @Override
        KnnVectorsFormat format() {
            return new Lucene99HnswVectorsFormat(CONNECTIONS, BEAM);
        }
    },
    /// One byte a dimension.
    INT8(50, 0) {
        @Override
        KnnVectorsFormat format() {
            return new Lucene104HnswScalarQuantizedVectorsFormat(
                    ScalarEncoding.UNSIGNED_BYTE, CONNECTIONS, BEAM);
        }
    },
    /// One bit a dimension. It finds the region only: whatever it brings is scored again.
    BIT(Integer.MAX_VALUE, 100) {
        @Override
        KnnVectorsFormat format() {
            return new Lucene104HnswScalarQuantizedVectorsFormat(
                    ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, CONNECTIONS, BEAM);
        }
    };

    private static final int CONNECTIONS = 16;
    private static final int BEAM = 100;

    /// The graph is walked with as many candidates as are asked for; with fewer it misses too much.
    private static final int LEAST_CANDIDATES = 50;

    private final int rescored;
    private final int margin;

    VectorEncoding(int rescored, int margin) {
        this.rescored = rescored;
        this.margin = margin;
    }

    abstract KnnVectorsFormat format();

    /// How many of the first hits are scored again with the full vectors.
    int rescored() {
        return rescored;
    }

    /// How many passages are looked for so that so many of the nearest are among them.
    int candidates(int wanted) {
        return Math.max(LEAST_CANDIDATES, wanted + margin);
    }

    /// What an index says of itself: one that was built otherwise is built anew. (The first indexes
    /// knew bytes only.)
    String formatOfIndex() {
        return this == INT8 ? Fields.FORMAT : Fields.FORMAT + "-" + name();
    }
}
