package researchpaas.search.qdrant;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.FacetResponse;
import io.qdrant.client.grpc.Points.FacetValue;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.GroupId;
import io.qdrant.client.grpc.Points.GroupsResult;
import io.qdrant.client.grpc.Points.PointGroup;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryGroupsResponse;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateBatchResponse;
import io.qdrant.client.grpc.Points.UpdateMode;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The service `qdrant.Points` (proto: `points_service.proto`). What is deprecated there
/// (`Search…`, `Recommend…`, `Discover…`) and the distance matrix are answered UNIMPLEMENTED.
final class FakePoints extends PointsGrpc.PointsImplBase {
    private final FakeQdrant server;

    FakePoints(FakeQdrant server) {
        this.server = server;
    }

    static <T> void answer(StreamObserver<T> to, Supplier<T> work) {
        T answer;
        try {
            answer = work.get();
        } catch (StatusRuntimeException refused) {
            to.onError(refused);
            return;
        }
        to.onNext(answer);
        to.onCompleted();
    }

    // --- writing

    @Override
    public void upsert(
            io.qdrant.client.grpc.Points.UpsertPoints request,
            StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    var operation =
                            upsert(
                                    collection,
                                    request.getPointsList(),
                                    request.getUpdateMode(),
                                    request.hasUpdateFilter() ? request.getUpdateFilter() : null);
                    return write(collection, operation, request.getWait());
                });
    }

    /// What concerns the request's form is refused at once; what needs the collection's
    /// configuration, when it is applied.
    private Runnable upsert(
            FakeCollection collection,
            List<PointStruct> points,
            UpdateMode mode,
            @Nullable Filter onlyIf) {
        FakeStrictness.of(collection).batch(points.size(), true);
        server.room();
        for (PointStruct point : points) {
            FakeId.of(point.getId());
            form(point.getVectors());
        }
        if (onlyIf != null) {
            FakeStrictness.of(collection).writing(onlyIf);
        }
        return () ->
                collection.upsert(points, mode, onlyIf == null ? null : collection.filter(onlyIf));
    }

    private static void form(Vectors vectors) {
        for (var vector : FakeCollection.named(vectors).values()) {
            if (vector.hasSparse()) {
                FakeCollection.sparseOf(vector);
            }
        }
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    selector(collection, request.getPoints());
                    return write(
                            collection,
                            () -> collection.delete(request.getPoints()),
                            request.getWait());
                });
    }

    private static void selector(FakeCollection collection, PointsSelector selector) {
        switch (selector.getPointsSelectorOneOfCase()) {
            case POINTS -> selector.getPoints().getIdsList().forEach(FakeId::of);
            case FILTER -> FakeStrictness.of(collection).writing(selector.getFilter());
            case POINTSSELECTORONEOF_NOT_SET ->
                    throw io.grpc.Status.INVALID_ARGUMENT
                            .withDescription("PointsSelector is missing")
                            .asRuntimeException();
        }
    }

    @Override
    public void updateVectors(
            UpdatePointVectors request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    server.room();
                    request.getPointsList().forEach(point -> form(point.getVectors()));
                    return write(
                            collection,
                            () ->
                                    collection.changeVectors(
                                            request.getPointsList(),
                                            request.hasUpdateFilter()
                                                    ? collection.filter(request.getUpdateFilter())
                                                    : null),
                            request.getWait());
                });
    }

    @Override
    public void deleteVectors(
            DeletePointVectors request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    selector(collection, request.getPointsSelector());
                    return write(
                            collection,
                            () ->
                                    collection.dropVectors(
                                            request.getPointsSelector(),
                                            request.getVectors().getNamesList()),
                            request.getWait());
                });
    }

    @Override
    public void setPayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    server.room();
                    selector(collection, request.getPointsSelector());
                    return write(
                            collection,
                            () ->
                                    set(
                                            collection,
                                            request.getPointsSelector(),
                                            request.getPayloadMap(),
                                            request.hasKey() ? request.getKey() : null),
                            request.getWait());
                });
    }

    /// "Set only the given payload values on a point"; with a key, below that key.
    private static void set(
            FakeCollection collection,
            PointsSelector selector,
            Map<String, Value> payload,
            @Nullable String key) {
        collection.changePayloads(
                selector,
                before -> {
                    if (key == null) {
                        before.putAll(payload);
                        return before;
                    }
                    if (key.contains(".") || key.contains("[")) {
                        throw FakeRefusals.notInTheDouble("payload set below a path");
                    }
                    Value old = before.get(key);
                    var below =
                            old != null && old.hasStructValue()
                                    ? old.getStructValue().toBuilder()
                                    : io.qdrant.client.grpc.JsonWithInt.Struct.newBuilder();
                    before.put(
                            key,
                            Value.newBuilder().setStructValue(below.putAllFields(payload)).build());
                    return before;
                });
    }

    @Override
    public void overwritePayload(
            SetPayloadPoints request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    server.room();
                    selector(collection, request.getPointsSelector());
                    return write(
                            collection,
                            () ->
                                    collection.changePayloads(
                                            request.getPointsSelector(),
                                            before -> request.getPayloadMap()),
                            request.getWait());
                });
    }

    @Override
    public void deletePayload(
            DeletePayloadPoints request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    selector(collection, request.getPointsSelector());
                    return write(
                            collection,
                            () ->
                                    drop(
                                            collection,
                                            request.getPointsSelector(),
                                            request.getKeysList()),
                            request.getWait());
                });
    }

    private static void drop(
            FakeCollection collection, PointsSelector selector, List<String> keys) {
        collection.changePayloads(
                selector,
                before -> {
                    before.keySet().removeAll(keys);
                    return before;
                });
    }

    @Override
    public void clearPayload(
            ClearPayloadPoints request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    selector(collection, request.getPoints());
                    return write(
                            collection,
                            () ->
                                    collection.changePayloads(
                                            request.getPoints(), before -> Map.of()),
                            request.getWait());
                });
    }

    @Override
    public void updateBatch(UpdateBatchPoints request, StreamObserver<UpdateBatchResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    var answer = UpdateBatchResponse.newBuilder();
                    // One after the other: what is right before a wrong one stays done.
                    for (PointsUpdateOperation operation : request.getOperationsList()) {
                        answer.addResult(
                                result(
                                        collection,
                                        operation(collection, operation),
                                        request.getWait()));
                    }
                    return answer.build();
                });
    }

    @SuppressWarnings("deprecation")
    private Runnable operation(FakeCollection collection, PointsUpdateOperation operation) {
        return switch (operation.getOperationCase()) {
            case UPSERT -> {
                var upsert = operation.getUpsert();
                yield upsert(
                        collection,
                        upsert.getPointsList(),
                        upsert.getUpdateMode(),
                        upsert.hasUpdateFilter() ? upsert.getUpdateFilter() : null);
            }
            case DELETE_POINTS -> {
                var selector = operation.getDeletePoints().getPoints();
                selector(collection, selector);
                yield () -> collection.delete(selector);
            }
            case DELETE_DEPRECATED -> {
                var selector = operation.getDeleteDeprecated();
                selector(collection, selector);
                yield () -> collection.delete(selector);
            }
            case SET_PAYLOAD -> {
                var set = operation.getSetPayload();
                selector(collection, set.getPointsSelector());
                yield () ->
                        set(
                                collection,
                                set.getPointsSelector(),
                                set.getPayloadMap(),
                                set.hasKey() ? set.getKey() : null);
            }
            case OVERWRITE_PAYLOAD -> {
                var overwrite = operation.getOverwritePayload();
                selector(collection, overwrite.getPointsSelector());
                yield () ->
                        collection.changePayloads(
                                overwrite.getPointsSelector(), before -> overwrite.getPayloadMap());
            }
            case DELETE_PAYLOAD -> {
                var delete = operation.getDeletePayload();
                selector(collection, delete.getPointsSelector());
                yield () -> drop(collection, delete.getPointsSelector(), delete.getKeysList());
            }
            case CLEAR_PAYLOAD -> {
                var selector = operation.getClearPayload().getPoints();
                selector(collection, selector);
                yield () -> collection.changePayloads(selector, before -> Map.of());
            }
            case CLEAR_PAYLOAD_DEPRECATED -> {
                var selector = operation.getClearPayloadDeprecated();
                selector(collection, selector);
                yield () -> collection.changePayloads(selector, before -> Map.of());
            }
            case UPDATE_VECTORS -> {
                var update = operation.getUpdateVectors();
                update.getPointsList().forEach(point -> form(point.getVectors()));
                yield () -> collection.changeVectors(update.getPointsList(), null);
            }
            case DELETE_VECTORS -> {
                var delete = operation.getDeleteVectors();
                selector(collection, delete.getPointsSelector());
                yield () ->
                        collection.dropVectors(
                                delete.getPointsSelector(), delete.getVectors().getNamesList());
            }
            case OPERATION_NOT_SET ->
                    throw io.grpc.Status.INVALID_ARGUMENT
                            .withDescription("Operation is missing")
                            .asRuntimeException();
        };
    }

    @Override
    public void createFieldIndex(
            CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    if (request.getFieldType() == FieldType.UNRECOGNIZED) {
                        throw FakeRefusals.wrongInput("field type");
                    }
                    return write(
                            collection,
                            () ->
                                    collection.index(
                                            request.getFieldName(),
                                            request.getFieldType(),
                                            request.hasFieldIndexParams()
                                                    ? request.getFieldIndexParams()
                                                    : null),
                            request.getWait());
                });
    }

    @Override
    public void deleteFieldIndex(
            DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    return write(
                            collection,
                            () -> collection.forgetIndex(request.getFieldName()),
                            request.getWait());
                });
    }

    /// `wait` is false where it is absent (proto3: `optional bool wait`).
    private PointsOperationResponse write(
            FakeCollection collection, Runnable operation, boolean wait) {
        return PointsOperationResponse.newBuilder()
                .setResult(result(collection, operation, wait))
                .build();
    }

    private UpdateResult result(FakeCollection collection, Runnable operation, boolean wait) {
        long number = collection.write(operation, wait);
        if (!wait) {
            server.later(collection);
        }
        return UpdateResult.newBuilder()
                .setOperationId(number)
                .setStatus(wait ? UpdateStatus.Completed : UpdateStatus.Acknowledged)
                .build();
    }

    // --- reading

    /// In the order of the ids that were asked for; unknown ones are left out.
    @Override
    public void get(GetPoints request, StreamObserver<GetResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    var answer = GetResponse.newBuilder();
                    request.getIdsList().stream()
                            .map(FakeId::of)
                            .distinct()
                            .flatMap(id -> Stream.ofNullable(collection.point(id)))
                            .forEach(point ->
                                    answer.addResult(
                                            retrieved(
                                                    point,
                                                    payload(
                                                            request.hasWithPayload(),
                                                            request.getWithPayload()),
                                                    vectors(
                                                            request.hasWithVectors(),
                                                            request.getWithVectors()))));
                    return answer.build();
                });
    }

    private static @Nullable WithPayloadSelector payload(
            boolean given, WithPayloadSelector selector) {
        return given ? selector : null;
    }

    private static @Nullable WithVectorsSelector vectors(
            boolean given, WithVectorsSelector selector) {
        return given ? selector : null;
    }

    /// A scroll and a retrieval give the payload unless told not to.
    private static RetrievedPoint retrieved(
            FakePoint point,
            @Nullable WithPayloadSelector payload,
            @Nullable WithVectorsSelector vectors) {
        var answer =
                RetrievedPoint.newBuilder()
                        .setId(point.id().message())
                        .putAllPayload(point.payload(payload, true));
        var shown = point.vectors(vectors);
        if (shown != null) {
            answer.setVectors(shown);
        }
        return answer.build();
    }

    /// By id, from the given id on, that one included; the answer names the next one (docs, "Scroll
    /// points"). By a field no next one is named.
    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> to) {
        answer(to, () -> scrolled(server.collection(request.getCollectionName()), request));
    }

    private static ScrollResponse scrolled(FakeCollection collection, ScrollPoints request) {
        int limit = request.hasLimit() ? request.getLimit() : 10;
        if (limit <= 0) {
            throw FakeRefusals.malformed("limit: value 0 invalid, must be 1 or larger");
        }
        var strictness = FakeStrictness.of(collection);
        strictness.limit(limit);
        strictness.reading(request.getFilter());
        var payload = payload(request.hasWithPayload(), request.getWithPayload());
        var vectors = vectors(request.hasWithVectors(), request.getWithVectors());
        var answer = ScrollResponse.newBuilder();
        if (request.hasOrderBy()) {
            if (request.hasOffset()) {
                throw FakeRefusals.badRequest(
                        "Cannot use an `offset` when using `order_by`. The alternative for paging"
                                + " is to use `order_by.start_from` and a filter to exclude the IDs"
                                + " that you've already seen for the `order_by.start_from` value");
            }
            new FakeQueries(collection)
                            .ordered(collection.matching(request.getFilter()), request.getOrderBy())
                            .stream()
                            .limit(limit)
                            .forEach(hit -> {
                                var point = retrieved(hit.point(), payload, vectors).toBuilder();
                                if (hit.order() != null) {
                                    point.setOrderValue(hit.order());
                                }
                                answer.addResult(point);
                            });
            return answer.build();
        }
        FakeId from = request.hasOffset() ? FakeId.of(request.getOffset()) : null;
        List<FakePoint> page = collection.from(from, request.getFilter(), limit + 1);
        page.stream()
                .limit(limit)
                .forEach(point -> answer.addResult(retrieved(point, payload, vectors)));
        if (page.size() > limit) {
            PointId next = page.get(limit).id().message();
            answer.setNextPageOffset(next);
        }
        return answer.build();
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    FakeStrictness.of(collection).reading(request.getFilter());
                    long count = collection.matching(request.getFilter()).size();
                    return CountResponse.newBuilder()
                            .setResult(CountResult.newBuilder().setCount(count))
                            .build();
                });
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> to) {
        answer(
                to,
                () ->
                        QueryResponse.newBuilder()
                                .addAllResult(queried(request.getCollectionName(), request))
                                .build());
    }

    /// "All queries of a batch are of the same collection" and are answered in their order.
    @Override
    public void queryBatch(QueryBatchPoints request, StreamObserver<QueryBatchResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    FakeStrictness.of(collection).batch(request.getQueryPointsCount(), false);
                    var answer = QueryBatchResponse.newBuilder();
                    for (QueryPoints query : request.getQueryPointsList()) {
                        answer.addResult(
                                BatchResult.newBuilder()
                                        .addAllResult(queried(request.getCollectionName(), query)));
                    }
                    return answer.build();
                });
    }

    private List<ScoredPoint> queried(String name, QueryPoints query) {
        var collection = server.collection(name);
        FakeStrictness.of(collection).query(query);
        return new FakeQueries(collection)
                .ranked(query).stream()
                        .map(hit ->
                                scored(
                                        hit,
                                        payload(query.hasWithPayload(), query.getWithPayload()),
                                        vectors(query.hasWithVectors(), query.getWithVectors())))
                        .toList();
    }

    /// A query gives neither payload nor vectors unless told to.
    private static ScoredPoint scored(
            FakeQueries.Ranked hit,
            @Nullable WithPayloadSelector payload,
            @Nullable WithVectorsSelector vectors) {
        var answer =
                ScoredPoint.newBuilder()
                        .setId(hit.point().id().message())
                        .setVersion(hit.point().version())
                        .setScore(hit.score())
                        .putAllPayload(hit.point().payload(payload, false));
        var shown = hit.point().vectors(vectors);
        if (shown != null) {
            answer.setVectors(shown);
        }
        if (hit.order() != null) {
            answer.setOrderValue(hit.order());
        }
        return answer.build();
    }

    /// "Payload field to group by, must be a string or number field. If there are multiple values
    /// for the field, all of them will be used. One point can be in multiple groups." Groups stand
    /// in the order of their best hit.
    @Override
    public void queryGroups(QueryPointGroups request, StreamObserver<QueryGroupsResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    var query =
                            QueryPoints.newBuilder()
                                    .setCollectionName(request.getCollectionName())
                                    .addAllPrefetch(request.getPrefetchList())
                                    .setUsing(request.getUsing())
                                    .setFilter(request.getFilter())
                                    .setLimit(Long.MAX_VALUE);
                    if (request.hasQuery()) {
                        query.setQuery(request.getQuery());
                    }
                    if (request.hasScoreThreshold()) {
                        query.setScoreThreshold(request.getScoreThreshold());
                    }
                    long limit = request.hasLimit() ? request.getLimit() : 3;
                    FakeStrictness.of(collection).limit(limit);
                    FakeStrictness.of(collection).query(query.clone().setLimit(1).build());
                    long size = request.hasGroupSize() ? request.getGroupSize() : 10;
                    Map<GroupId, PointGroup.Builder> groups = new LinkedHashMap<>();
                    for (var hit : new FakeQueries(collection).all(query.build())) {
                        FakePath.leaves(hit.point().payload(), request.getGroupBy()).stream()
                                .flatMap(value -> Stream.ofNullable(group(value)))
                                .distinct()
                                .forEach(id -> {
                                    var group =
                                            groups.computeIfAbsent(
                                                    id, key -> PointGroup.newBuilder().setId(key));
                                    if (group.getHitsCount() < size) {
                                        group.addHits(
                                                scored(
                                                        hit,
                                                        payload(
                                                                request.hasWithPayload(),
                                                                request.getWithPayload()),
                                                        vectors(
                                                                request.hasWithVectors(),
                                                                request.getWithVectors())));
                                    }
                                });
                    }
                    var result = GroupsResult.newBuilder();
                    groups.values().stream().limit(limit).forEach(group -> result.addGroups(group));
                    return QueryGroupsResponse.newBuilder().setResult(result).build();
                });
    }

    private static @Nullable GroupId group(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE ->
                    GroupId.newBuilder().setStringValue(value.getStringValue()).build();
            case INTEGER_VALUE ->
                    value.getIntegerValue() < 0
                            ? GroupId.newBuilder().setIntegerValue(value.getIntegerValue()).build()
                            : GroupId.newBuilder()
                                    .setUnsignedValue(value.getIntegerValue())
                                    .build();
            case NULL_VALUE, DOUBLE_VALUE, BOOL_VALUE, STRUCT_VALUE, LIST_VALUE, KIND_NOT_SET ->
                    null;
        };
    }

    /// How many points have each value; "sorted by the count in descending order, then by the value
    /// in ascending order" (docs, "Facet counts"). It needs an index that knows matches.
    @Override
    public void facet(FacetCounts request, StreamObserver<FacetResponse> to) {
        answer(
                to,
                () -> {
                    var collection = server.collection(request.getCollectionName());
                    var strictness = FakeStrictness.of(collection);
                    strictness.reading(request.getFilter());
                    long limit = request.hasLimit() ? request.getLimit() : 10;
                    strictness.limit(limit);
                    FieldType type = collection.indexes().get(request.getKey());
                    if (type == null || !MATCHED.contains(type)) {
                        throw FakeRefusals.wrongInput(
                                ("No appropriate index for faceting: `%s`. Please create one to"
                                                + " facet on this field.")
                                        .formatted(request.getKey()));
                    }
                    Map<FacetValue, Long> counts = new HashMap<>();
                    collection
                            .matching(request.getFilter())
                            .forEach(point ->
                                    FakePath.leaves(point.payload(), request.getKey()).stream()
                                            .flatMap(value -> Stream.ofNullable(facet(type, value)))
                                            .distinct()
                                            .forEach(value -> counts.merge(value, 1L, Long::sum)));
                    List<FacetHit> hits = new ArrayList<>();
                    counts.forEach((value, count) ->
                            hits.add(
                                    FacetHit.newBuilder().setValue(value).setCount(count).build()));
                    hits.sort(
                            Comparator.comparingLong(FacetHit::getCount)
                                    .reversed()
                                    .thenComparing(hit -> hit.getValue().getStringValue())
                                    .thenComparing(hit -> hit.getValue().getIntegerValue())
                                    .thenComparing(hit -> hit.getValue().getBoolValue()));
                    return FacetResponse.newBuilder()
                            .addAllHits(hits.stream().limit(limit).toList())
                            .build();
                });
    }

    private static final List<FieldType> MATCHED =
            List.of(
                    FieldType.FieldTypeKeyword,
                    FieldType.FieldTypeInteger,
                    FieldType.FieldTypeUuid,
                    FieldType.FieldTypeBool);

    /// Null for a value that the index does not hold.
    private static @Nullable FacetValue facet(FieldType type, Value value) {
        boolean text = type == FieldType.FieldTypeKeyword || type == FieldType.FieldTypeUuid;
        if (text && value.hasStringValue()) {
            return FacetValue.newBuilder().setStringValue(value.getStringValue()).build();
        }
        if (type == FieldType.FieldTypeInteger && value.hasIntegerValue()) {
            return FacetValue.newBuilder().setIntegerValue(value.getIntegerValue()).build();
        }
        if (type == FieldType.FieldTypeBool && value.hasBoolValue()) {
            return FacetValue.newBuilder().setBoolValue(value.getBoolValue()).build();
        }
        return null;
    }
}
