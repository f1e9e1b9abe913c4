package researchpaas.search.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stored point. Never changed: a write puts another in its place.
record FakePoint(
        FakeId id,
        long version,
        Map<String, Value> payload,
        Map<String, float[]> dense,
        Map<String, FakeSparse> sparse) {
    FakePoint {
        payload = Map.copyOf(payload);
        dense = Map.copyOf(dense);
        sparse = Map.copyOf(sparse);
    }

    FakePoint withPayload(long at, Map<String, Value> other) {
        return new FakePoint(id, at, other, dense, sparse);
    }

    boolean hasVector(String name) {
        return dense.containsKey(name) || sparse.containsKey(name);
    }

    /// The payload's part that the selector asks for. Nested fields are named by their path
    /// ("nested fields can be selected", docs, "Points"); only whole top fields and paths of plain
    /// keys are known here.
    Map<String, Value> payload(@Nullable WithPayloadSelector selector, boolean unlessSaid) {
        if (selector == null) {
            return unlessSaid ? payload : Map.of();
        }
        return switch (selector.getSelectorOptionsCase()) {
            case ENABLE -> selector.getEnable() ? payload : Map.of();
            case INCLUDE -> only(selector.getInclude().getFieldsList(), true);
            case EXCLUDE -> only(selector.getExclude().getFieldsList(), false);
            case SELECTOROPTIONS_NOT_SET -> throw FakeRefusals.wrongInput("No PayloadSelector");
        };
    }

    private Map<String, Value> only(List<String> fields, boolean those) {
        if (fields.stream().anyMatch(field -> field.contains(".") || field.contains("["))) {
            throw FakeRefusals.notInTheDouble("selectors of nested payload");
        }
        return payload.entrySet().stream()
                .filter(entry -> fields.contains(entry.getKey()) == those)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Null when no vectors are asked for.
    @Nullable VectorsOutput vectors(@Nullable WithVectorsSelector selector) {
        if (selector == null || (selector.hasEnable() && !selector.getEnable())) {
            return null;
        }
        var all = new TreeMap<String, VectorOutput>();
        dense.forEach((name, values) -> all.put(name, output(values)));
        sparse.forEach((name, value) -> all.put(name, output(value)));
        if (selector.hasInclude()) {
            all.keySet().retainAll(selector.getInclude().getNamesList());
        }
        // The vector without a name is given back without one (proto: `VectorsOutput`).
        VectorOutput unnamed = all.get("");
        if (unnamed != null && all.size() == 1) {
            return VectorsOutput.newBuilder().setVector(unnamed).build();
        }
        return VectorsOutput.newBuilder()
                .setVectors(NamedVectorsOutput.newBuilder().putAllVectors(all))
                .build();
    }

    private static VectorOutput output(float[] values) {
        var message = DenseVector.newBuilder();
        for (float value : values) {
            message.addData(value);
        }
        return VectorOutput.newBuilder().setDense(message).build();
    }

    private static VectorOutput output(FakeSparse value) {
        var message = SparseVector.newBuilder();
        value.forEach((index, weight) -> message.addIndices((int) (long) index).addValues(weight));
        return VectorOutput.newBuilder().setSparse(message).build();
    }
}
