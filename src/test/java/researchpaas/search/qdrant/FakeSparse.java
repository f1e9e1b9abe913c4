package researchpaas.search.qdrant;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Indices (unsigned 32 bits) and their weights, sorted by index: "if the indices are not sorted,
/// Qdrant will sort them internally" (docs, "Vectors").
record FakeSparse(SortedMap<Long, Float> weights) {
    FakeSparse {
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
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
}
