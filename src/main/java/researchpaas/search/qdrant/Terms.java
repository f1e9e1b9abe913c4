package researchpaas.search.qdrant;

import com.google.common.hash.Hashing;
import io.qdrant.client.grpc.Points.SparseVector;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Terms are numbers to the server: it need not know any text. Of 48 bits where they are counted
/// and filtered by, of which sparse vectors have the upper 32.
final class Terms {
    static final char WORD = 'w';
    static final char FORM = 'f';
    static final char TITLE = 't';

    /// The beginning of a form, of so many letters.
    static final char BEGUN = 'b';

    /// Every file whose document has a title.
    static final long TITLED = number('T', "");

    private Terms() {}

    static long number(char field, String term) {
        return Hashing.farmHashFingerprint64()
                        .hashString(field + term, StandardCharsets.UTF_8)
                        .asLong()
                >>> 16;
    }

    /// Ordered, and each number once: two of them may share their upper bits, then their weights
    /// are added.
    static SparseVector vector(Map<Long, Double> weights) {
        TreeMap<Integer, Float> byIndex = new TreeMap<>(Integer::compareUnsigned);
        weights.forEach((number, weight) ->
                byIndex.merge((int) (number >>> 16), weight.floatValue(), Float::sum));
        SparseVector.Builder vector = SparseVector.newBuilder();
        byIndex.forEach((index, weight) -> vector.addIndices(index).addValues(weight));
        return vector.build();
    }
}
