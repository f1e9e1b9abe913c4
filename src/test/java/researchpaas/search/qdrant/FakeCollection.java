package researchpaas.search.qdrant;

import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.OptimizerStatus;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.search.qdrant.FakePayloadIndex.Left;

/// One collection: what it is made for, its points, what waits to be applied. All its methods hold
/// its lock; points are never changed, so that what was read stays as it was.
final class FakeCollection {
    private final TreeMap<FakeId, FakePoint> points = new TreeMap<>();
    private final Map<String, FieldType> indexes = new LinkedHashMap<>();
    private final Map<String, PayloadIndexParams> indexParams = new HashMap<>();
    private final FakePayloadIndex index = new FakePayloadIndex();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private CollectionConfig config;
    private long operations;

    FakeCollection(CollectionConfig config) {
        this.config = config;
    }

    // --- what it is made for

    synchronized CollectionConfig config() {
        return config;
    }

    synchronized void reconfigure(CollectionConfig changed) {
        config = changed;
    }

    synchronized StrictModeConfig strictness() {
        return config.getStrictModeConfig();
    }

    /// Null when there is no dense vector of that name.
    synchronized @Nullable VectorParams dense(String name) {
        var vectors = config.getParams().getVectorsConfig();
        return vectors.hasParams()
                ? (name.isEmpty() ? vectors.getParams() : null)
                : vectors.getParamsMap().getMapMap().get(name);
    }

    /// Null when there is no sparse vector of that name.
    synchronized @Nullable SparseVectorParams sparse(String name) {
        return config.getParams().getSparseVectorsConfig().getMapMap().get(name);
    }

    boolean idf(String name) {
        SparseVectorParams params = sparse(name);
        return params != null && params.getModifier() == Modifier.Idf;
    }

    // --- payload indexes

    synchronized void index(String field, FieldType type, @Nullable PayloadIndexParams params) {
        indexes.put(field, type);
        index.add(field);
        if (params == null) {
            indexParams.remove(field);
        } else {
            indexParams.put(field, params);
        }
    }

    synchronized void forgetIndex(String field) {
        indexes.remove(field);
        index.remove(field);
        indexParams.remove(field);
    }

    synchronized Map<String, FieldType> indexes() {
        return Map.copyOf(indexes);
    }

    FakeFilter filter(Filter filter) {
        return new FakeFilter(
                filter,
                indexes().entrySet().stream()
                        .filter(entry -> entry.getValue() == FieldType.FieldTypeText)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    synchronized CollectionInfo info() {
        var info =
                CollectionInfo.newBuilder()
                        .setStatus(CollectionStatus.Green)
                        .setOptimizerStatus(OptimizerStatus.newBuilder().setOk(true))
                        .setSegmentsCount(1)
                        .setPointsCount(points.size())
                        .setIndexedVectorsCount(0)
                        .setConfig(config);
        indexes.forEach((field, type) -> {
            var schema =
                    PayloadSchemaInfo.newBuilder()
                            .setDataType(schema(type))
                            .setPoints(
                                    points.values().stream()
                                            .filter(point ->
                                                    !FakePath.leaves(point.payload(), field)
                                                            .isEmpty())
                                            .count());
            PayloadIndexParams params = indexParams.get(field);
            if (params != null) {
                schema.setParams(params);
            }
            info.putPayloadSchema(field, schema.build());
        });
        return info.build();
    }

    private static PayloadSchemaType schema(FieldType type) {
        return switch (type) {
            case FieldTypeKeyword -> PayloadSchemaType.Keyword;
            case FieldTypeInteger -> PayloadSchemaType.Integer;
            case FieldTypeFloat -> PayloadSchemaType.Float;
            case FieldTypeGeo -> PayloadSchemaType.Geo;
            case FieldTypeText -> PayloadSchemaType.Text;
            case FieldTypeBool -> PayloadSchemaType.Bool;
            case FieldTypeDatetime -> PayloadSchemaType.Datetime;
            case FieldTypeUuid -> PayloadSchemaType.Uuid;
            case UNRECOGNIZED -> PayloadSchemaType.UnknownType;
        };
    }

    // --- reading

    synchronized List<FakePoint> points() {
        return List.copyOf(points.values());
    }

    /// In no order.
    List<FakePoint> matching(Filter filter) {
        Left left = left(filter);
        return left.rest().equals(Filter.getDefaultInstance())
                ? left.points()
                : left.points().stream().filter(filter(left.rest())).toList();
    }

    private synchronized Left left(Filter filter) {
        Left narrowed = index.narrowed(filter);
        return narrowed == null ? new Left(points(), filter) : narrowed;
    }

    /// In the order of their ids, from that one on; null: from the first.
    synchronized List<FakePoint> from(@Nullable FakeId id, Filter filter, int most) {
        Left narrowed = index.narrowed(filter);
        if (narrowed == null) {
            var further = id == null ? points : points.tailMap(id);
            return further.values().stream().filter(filter(filter)).limit(most).toList();
        }
        return narrowed.points().stream()
                .filter(point -> id == null || point.id().compareTo(id) >= 0)
                .filter(filter(narrowed.rest()))
                .sorted(Comparator.comparing(FakePoint::id))
                .limit(most)
                .toList();
    }

    synchronized @Nullable FakePoint point(FakeId id) {
        return points.get(id);
    }

    private void put(FakePoint point) {
        points.put(point.id(), point);
        index.put(point);
    }

    // --- writing

    /// Operations are applied in the order in which they came. With `wait` the answer comes once
    /// this one (and so every one before it) is applied, and says what was wrong with it; without,
    /// it comes at once, and what is wrong with the vectors is only logged (server:
    /// `local_shard/shard_ops.rs`: written to the log, handed on, awaited only if asked to).
    ///
    /// @return the number of the operation
    synchronized long write(Runnable operation, boolean wait) {
        long number = operations++;
        if (wait) {
            settle();
            operation.run();
        } else {
            waiting.add(operation);
        }
        return number;
    }

    /// Applies what waits.
    synchronized void settle() {
        while (!waiting.isEmpty()) {
            try {
                waiting.remove().run();
            } catch (StatusRuntimeException logged) {
                // As the server: the caller was told `Acknowledged` and hears no more of it.
            }
        }
    }

    /// Replaces whole points: "upsert" overwrites payload and all vectors (docs, "Points").
    synchronized void upsert(
            Collection<PointStruct> given, UpdateMode mode, @Nullable FakeFilter onlyIf) {
        Map<FakeId, FakePoint> made = new LinkedHashMap<>();
        for (PointStruct point : given) {
            FakeId id = FakeId.of(point.getId());
            var named = named(point.getVectors());
            made.put(id, point(id, point.getPayloadMap(), named));
        }
        made.forEach((id, point) -> {
            FakePoint before = points.get(id);
            boolean allowed =
                    switch (mode) {
                        case Upsert -> true;
                        case InsertOnly -> before == null;
                        case UpdateOnly -> before != null;
                        case UNRECOGNIZED -> throw FakeRefusals.wrongInput("update mode");
                    };
            if (allowed && (before == null || onlyIf == null || onlyIf.test(before))) {
                put(point);
            }
        });
    }

    private FakePoint point(FakeId id, Map<String, Value> payload, Map<String, Vector> named) {
        Map<String, float[]> dense = new HashMap<>();
        Map<String, FakeSparse> sparse = new HashMap<>();
        named.forEach((name, vector) -> {
            if (sparse(name) != null) {
                sparse.put(name, sparseOf(vector));
            } else {
                dense.put(name, stored(name, floats(denseOf(vector))));
            }
        });
        return new FakePoint(id, operations, payload, dense, sparse);
    }

    static Map<String, Vector> named(Vectors vectors) {
        return switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> Map.of("", vectors.getVector());
            case VECTORS -> vectors.getVectors().getVectorsMap();
            case VECTORSOPTIONS_NOT_SET -> Map.of();
        };
    }

    /// A list of numbers may come in the field `dense` or in the deprecated `data`.
    @SuppressWarnings("deprecation")
    static List<Float> denseOf(Vector vector) {
        return switch (vector.getVectorCase()) {
            case DENSE -> vector.getDense().getDataList();
            case VECTOR_NOT_SET -> vector.getDataList();
            case SPARSE ->
                    throw FakeRefusals.wrongInput(
                            "Conversion between sparse and regular vectors failed");
            case MULTI_DENSE, DOCUMENT, IMAGE, OBJECT ->
                    throw FakeRefusals.notInTheDouble(
                            "vectors of the kind " + vector.getVectorCase());
        };
    }

    @SuppressWarnings("deprecation")
    static FakeSparse sparseOf(Vector vector) {
        if (vector.hasSparse()) {
            return FakeSparse.of(
                    vector.getSparse().getIndicesList(), vector.getSparse().getValuesList());
        }
        if (vector.hasIndices()) {
            return FakeSparse.of(vector.getIndices().getDataList(), vector.getDataList());
        }
        throw FakeRefusals.wrongInput("Conversion between sparse and regular vectors failed");
    }

    /// Checked, and made of length 1 where the distance is the cosine ("Qdrant automatically
    /// normalizes vectors when they are uploaded", docs, "Collections").
    float[] stored(String name, float[] values) {
        VectorParams params = dense(name);
        if (params == null) {
            throw FakeRefusals.wrongInput("Not existing vector name error: " + name);
        }
        if (values.length != params.getSize()) {
            throw FakeRefusals.wrongInput(
                    "Vector dimension error: expected dim: %d, got %d"
                            .formatted(params.getSize(), values.length));
        }
        if (params.getDistance() != Distance.Cosine) {
            return values;
        }
        float square = 0;
        for (float value : values) {
            square += value * value;
        }
        // What is as good as 1 or 0 already is left as it is, bit for bit (server: `spaces/simple`:
        // `is_length_zero_or_normalized`).
        if (square < Math.ulp(1.0f) || Math.abs(square - 1) <= 1e-6f) {
            return values;
        }
        float length = (float) Math.sqrt(square);
        float[] unit = values.clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= length;
        }
        return unit;
    }

    synchronized void delete(PointsSelector selector) {
        for (FakePoint point : selected(selector)) {
            points.remove(point.id());
            index.remove(point.id());
        }
    }

    synchronized void changePayloads(
            PointsSelector selector, Function<Map<String, Value>, Map<String, Value>> change) {
        // Ids that are not there are an error for a payload or vectors of theirs, not for a
        // deletion.
        if (selector.hasPoints()) {
            selector.getPoints().getIdsList().stream()
                    .map(FakeId::of)
                    .filter(id -> !points.containsKey(id))
                    .findFirst()
                    .ifPresent(FakeCollection::missing);
        }
        for (FakePoint point : selected(selector)) {
            put(point.withPayload(operations, change.apply(new HashMap<>(point.payload()))));
        }
    }

    private static void missing(FakeId id) {
        throw FakeRefusals.notFound("No point with id " + text(id) + " found");
    }

    static String text(FakeId id) {
        return id.uuid() ? id.message().getUuid() : Long.toUnsignedString(id.low());
    }

    synchronized void changeVectors(List<PointVectors> changes, @Nullable FakeFilter onlyIf) {
        for (PointVectors change : changes) {
            FakeId id = FakeId.of(change.getId());
            FakePoint before = points.get(id);
            if (before == null) {
                missing(id);
            } else if (onlyIf == null || onlyIf.test(before)) {
                FakePoint other = point(id, before.payload(), named(change.getVectors()));
                Map<String, float[]> dense = new HashMap<>(before.dense());
                dense.putAll(other.dense());
                Map<String, FakeSparse> sparse = new HashMap<>(before.sparse());
                sparse.putAll(other.sparse());
                put(new FakePoint(id, operations, before.payload(), dense, sparse));
            }
        }
    }

    synchronized void dropVectors(PointsSelector selector, List<String> names) {
        for (FakePoint point : selected(selector)) {
            Map<String, float[]> dense = new HashMap<>(point.dense());
            dense.keySet().removeAll(names);
            Map<String, FakeSparse> sparse = new HashMap<>(point.sparse());
            sparse.keySet().removeAll(names);
            put(new FakePoint(point.id(), operations, point.payload(), dense, sparse));
        }
    }

    private List<FakePoint> selected(PointsSelector selector) {
        return switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS ->
                    selector.getPoints().getIdsList().stream()
                            .map(FakeId::of)
                            .distinct()
                            .filter(points::containsKey)
                            .map(points::get)
                            .toList();
            case FILTER -> matching(selector.getFilter());
            case POINTSSELECTORONEOF_NOT_SET -> throw FakeRefusals.wrongInput("No PointsSelector");
        };
    }

    static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
