package researchpaas.search.qdrant;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Indices (unsigned 32 bits) and their weights, sorted by index: "if the indices are not sorted,
/// Qdrant will sort them internally" (docs, "Vectors").
final class FakeSparse {
    /// So that signed numbers stand in the order of unsigned ones.
    private static final int SHIFT = Integer.MIN_VALUE;

    private final int[] shifted;
    private final float[] weights;

    FakeSparse(SortedMap<Long, Float> given) {
        shifted = given.keySet().stream().mapToInt(index -> index.intValue() + SHIFT).toArray();
        weights = new float[shifted.length];
        int at = 0;
        for (float weight : given.values()) {
            weights[at++] = weight;
        }
    }

    /// "The indices and values arrays must have the same length. And the indices must be unique."
    static FakeSparse of(List<Integer> indices, List<Float> values) {
        if (indices.size() != values.size()) {
            throw FakeRefusals.malformed("values: must be the same length as indices");
        }
        var weights = new TreeMap<Long, Float>();
        for (int at = 0; at < indices.size(); at++) {
            if (weights.put(Integer.toUnsignedLong(indices.get(at)), values.get(at)) != null) {
                throw FakeRefusals.malformed("indices: must be unique");
            }
        }
        return new FakeSparse(weights);
    }

    boolean has(long index) {
        return at(index) >= 0;
    }

    /// Over the indices that both have; null when there is none.
    @Nullable Float product(FakeSparse other) {
        float sum = 0;
        boolean shared = false;
        for (int i = 0; i < other.shifted.length; i++) {
            int at = Arrays.binarySearch(shifted, other.shifted[i]);
            if (at >= 0) {
                shared = true;
                sum += weights[at] * other.weights[i];
            }
        }
        return shared ? sum : null;
    }

    void forEach(BiConsumer<Long, Float> each) {
        for (int i = 0; i < shifted.length; i++) {
            each.accept(Integer.toUnsignedLong(shifted[i] - SHIFT), weights[i]);
        }
    }

    private int at(long index) {
        return Arrays.binarySearch(shifted, (int) index + SHIFT);
    }
}
