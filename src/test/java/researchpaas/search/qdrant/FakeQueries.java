package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.Fusion;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.PrefetchQuery;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.StartFrom;
import io.qdrant.client.grpc.Points.VectorInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// Ranks points: docs, "Hybrid Queries", "Similarity search"; proto: `QueryPoints`,
/// `PrefetchQuery`. Exact always, as the server is with `exact` or below its indexing threshold.
final class FakeQueries {
    /// A request or a stage of it.
    ///
    /// @param query null: by id
    private record Stage(
            List<PrefetchQuery> prefetch,
            @Nullable Query query,
            String using,
            Filter filter,
            @Nullable Float threshold,
            long limit,
            long offset,
            @Nullable LookupLocation lookup) {
        static Stage of(QueryPoints given) {
            return new Stage(
                    given.getPrefetchList(),
                    given.hasQuery() ? given.getQuery() : null,
                    given.getUsing(),
                    given.getFilter(),
                    given.hasScoreThreshold() ? given.getScoreThreshold() : null,
                    given.hasLimit() ? given.getLimit() : 10,
                    given.getOffset(),
                    given.hasLookupFrom() ? given.getLookupFrom() : null);
        }

        /// The filter of the request holds in every prefetch too ("filters of the main query are
        /// passed on to the prefetches": server, `query_planner`).
        static Stage of(PrefetchQuery given, Filter outer) {
            return new Stage(
                    given.getPrefetchList(),
                    given.hasQuery() ? given.getQuery() : null,
                    given.getUsing(),
                    both(given.getFilter(), outer),
                    given.hasScoreThreshold() ? given.getScoreThreshold() : null,
                    given.hasLimit() ? given.getLimit() : 10,
                    0,
                    given.hasLookupFrom() ? given.getLookupFrom() : null);
        }

        private static Filter both(Filter one, Filter other) {
            return Filter.newBuilder().addMust(condition(one)).addMust(condition(other)).build();
        }

        private static io.qdrant.client.grpc.Common.Condition condition(Filter filter) {
            return io.qdrant.client.grpc.Common.Condition.newBuilder().setFilter(filter).build();
        }
    }

    /// @param order null unless ordered by a field
    record Ranked(FakePoint point, float score, @Nullable OrderValue order) {}

    /// Hits of one score have no promised order: the server's depends on where a point happens to
    /// be stored. Against the ids here, so that nobody gets used to their order.
    private static final Comparator<Ranked> TIES =
            Comparator.comparing((Ranked hit) -> hit.point().id()).reversed();

    private static final int FEW = 10_000;

    private final FakeCollection collection;

    FakeQueries(FakeCollection collection) {
        this.collection = collection;
    }

    List<Ranked> ranked(QueryPoints request) {
        Stage stage = Stage.of(request);
        if (stage.limit() == 0) {
            throw FakeRefusals.malformed("limit: value 0 invalid, must be 1 or larger");
        }
        return cut(ranked(stage), stage);
    }

    /// The same without its end, for groups.
    List<Ranked> all(QueryPoints request) {
        return ranked(Stage.of(request));
    }

    private static List<Ranked> cut(List<Ranked> ranked, Stage stage) {
        return ranked.stream().skip(stage.offset()).limit(stage.limit()).toList();
    }

    private List<Ranked> ranked(Stage stage) {
        List<List<Ranked>> sources = new ArrayList<>();
        for (PrefetchQuery prefetch : stage.prefetch()) {
            Stage source = Stage.of(prefetch, stage.filter());
            sources.add(cut(ranked(source), source));
        }
        Query query = stage.query();
        if (query == null) {
            if (!sources.isEmpty()) {
                throw FakeRefusals.badRequest(
                        "A query is needed to merge the prefetches. Can't have prefetches without"
                                + " defining a query.");
            }
            if (stage.threshold() != null) {
                throw FakeRefusals.badRequest(
                        "A query is needed to use the score_threshold. Can't have score_threshold"
                                + " without defining a query.");
            }
            return stream(stage, sources)
                    .sorted(Comparator.comparing(FakePoint::id))
                    .map(point -> new Ranked(point, 1, null))
                    .toList();
        }
        return switch (query.getVariantCase()) {
            case NEAREST -> nearest(stage, query.getNearest(), sources);
            case ORDER_BY -> ordered(stream(stage, sources).toList(), query.getOrderBy());
            case FUSION -> over(stage, fused(stage, query.getFusion(), sources));
            case RRF -> {
                var rrf = query.getRrf();
                needed(stage, sources);
                if (rrf.getWeightsCount() != 0 && rrf.getWeightsCount() != sources.size()) {
                    throw FakeRefusals.badRequest(
                            "RRF weights count must match the number of prefetches");
                }
                yield over(
                        stage,
                        reciprocal(sources, rrf.hasK() ? rrf.getK() : 2, rrf.getWeightsList()));
            }
            case RECOMMEND,
                    DISCOVER,
                    CONTEXT,
                    SAMPLE,
                    FORMULA,
                    NEAREST_WITH_MMR,
                    RELEVANCE_FEEDBACK ->
                    throw FakeRefusals.notInTheDouble(
                            "queries of the kind " + query.getVariantCase());
            case VARIANT_NOT_SET -> throw FakeRefusals.badRequest("Query variant is missing");
        };
    }

    private static List<Ranked> over(Stage stage, List<Ranked> ranked) {
        Float threshold = stage.threshold();
        return threshold == null
                ? ranked
                : ranked.stream().filter(hit -> hit.score() >= threshold).toList();
    }

    /// What is to be ranked: all points, or those of the prefetches; behind the filter.
    private Stream<FakePoint> stream(Stage stage, List<List<Ranked>> sources) {
        if (stage.prefetch().isEmpty()) {
            return collection.matching(stage.filter()).stream();
        }
        Map<FakeId, FakePoint> candidates = new TreeMap<>();
        sources.forEach(
                source -> source.forEach(hit -> candidates.put(hit.point().id(), hit.point())));
        return candidates.values().stream().filter(collection.filter(stage.filter()));
    }

    // --- nearest

    private List<Ranked> nearest(Stage stage, VectorInput input, List<List<Ranked>> sources) {
        String using = stage.using();
        FakeId self = input.hasId() ? FakeId.of(input.getId()) : null;
        FakePoint example = self == null ? null : example(self, stage.lookup());
        var candidates =
                stream(stage, sources)
                        // "the point itself is left out" of a query by id.
                        .filter(point ->
                                self == null || stage.lookup() != null || !point.id().equals(self));
        if (collection.sparse(using) != null) {
            return sparse(candidates, stage, sparseInput(input, example, using));
        }
        VectorParams params = collection.dense(using);
        if (params == null) {
            throw FakeRefusals.wrongInput("Not existing vector name error: " + using);
        }
        return dense(
                candidates,
                stage,
                params.getDistance(),
                collection.stored(using, denseInput(input, example, using)));
    }

    private FakePoint example(FakeId id, @Nullable LookupLocation lookup) {
        if (lookup != null) {
            throw FakeRefusals.notInTheDouble("looking up a vector in another collection");
        }
        FakePoint example = collection.point(id);
        if (example == null) {
            throw FakeRefusals.notFound("No point with id " + FakeCollection.text(id) + " found");
        }
        return example;
    }

    private static float[] denseInput(
            VectorInput input, @Nullable FakePoint example, String using) {
        if (example != null) {
            var vector = example.dense().get(using);
            if (vector == null) {
                throw FakeRefusals.wrongInput("Not existing vector name error: " + using);
            }
            return vector;
        }
        return switch (input.getVariantCase()) {
            case DENSE -> FakeCollection.floats(input.getDense().getDataList());
            case SPARSE ->
                    throw FakeRefusals.wrongInput(
                            "Conversion between sparse and regular vectors failed");
            case ID, MULTI_DENSE, DOCUMENT, IMAGE, OBJECT, VARIANT_NOT_SET ->
                    throw FakeRefusals.notInTheDouble(
                            "inputs of the kind " + input.getVariantCase());
        };
    }

    private static FakeSparse sparseInput(
            VectorInput input, @Nullable FakePoint example, String using) {
        if (example != null) {
            var vector = example.sparse().get(using);
            if (vector == null) {
                throw FakeRefusals.wrongInput("Not existing vector name error: " + using);
            }
            return vector;
        }
        return switch (input.getVariantCase()) {
            case SPARSE ->
                    FakeSparse.of(
                            input.getSparse().getIndicesList(), input.getSparse().getValuesList());
            case DENSE ->
                    throw FakeRefusals.wrongInput(
                            "Conversion between sparse and regular vectors failed");
            case ID, MULTI_DENSE, DOCUMENT, IMAGE, OBJECT, VARIANT_NOT_SET ->
                    throw FakeRefusals.notInTheDouble(
                            "inputs of the kind " + input.getVariantCase());
        };
    }

    /// Points that lack the vector are no candidates. Euclid and Manhattan: the smaller the better,
    /// and a threshold is an upper one then (proto: `score_threshold`: "worse scores").
    private List<Ranked> dense(
            Stream<FakePoint> candidates, Stage stage, Distance distance, float[] query) {
        boolean small = distance == Distance.Euclid || distance == Distance.Manhattan;
        Comparator<Ranked> best = Comparator.comparingDouble(Ranked::score);
        Float threshold = stage.threshold();
        return first(
                stage,
                (small ? best : best.reversed()).thenComparing(TIES),
                candidates
                        .filter(point -> point.dense().containsKey(stage.using()))
                        .map(point ->
                                new Ranked(
                                        point,
                                        score(distance, query, vector(point, stage.using())),
                                        null))
                        .filter(hit ->
                                threshold == null
                                        || (small
                                                ? hit.score() <= threshold
                                                : hit.score() >= threshold))
                        .filter(hit -> !Float.isNaN(hit.score())));
    }

    /// As many as the stage can need, in that order.
    private static List<Ranked> first(
            Stage stage, Comparator<Ranked> order, Stream<Ranked> ranked) {
        long most = stage.limit() + stage.offset();
        if (most < 0 || most > FEW) {
            return ranked.sorted(order).toList();
        }
        var best = new PriorityQueue<>(order.reversed());
        ranked.forEach(hit -> {
            if (best.size() < most) {
                best.add(hit);
            } else if (order.compare(hit, best.element()) < 0) {
                best.remove();
                best.add(hit);
            }
        });
        return best.stream().sorted(order).toList();
    }

    private static float[] vector(FakePoint point, String name) {
        return java.util.Objects.requireNonNull(point.dense().get(name));
    }

    private static float score(Distance distance, float[] one, float[] other) {
        return switch (distance) {
            case Cosine, Dot -> VectorUtil.dotProduct(one, other);
            case Euclid -> (float) Math.sqrt(VectorUtil.squareDistance(one, other));
            case Manhattan -> {
                float sum = 0;
                for (int at = 0; at < one.length; at++) {
                    sum += Math.abs(one[at] - other[at]);
                }
                yield sum;
            }
            case UnknownDistance, UNRECOGNIZED -> throw FakeRefusals.internal("distance");
        };
    }

    /// The dot product over the indices that both have; points that share none are no hits. With
    /// the modifier `idf` the question's weights are multiplied by `ln((N - n + 0.5) / (n + 0.5) +
    /// 1)` (docs, "Inverse Document Frequency"), N being the points that have this vector, n those
    /// of them that have the index, before any filter.
    private List<Ranked> sparse(Stream<FakePoint> candidates, Stage stage, FakeSparse query) {
        String using = stage.using();
        FakeSparse weights = collection.idf(using) ? rare(using, query) : query;
        return first(
                stage,
                Comparator.comparingDouble(Ranked::score).reversed().thenComparing(TIES),
                candidates
                        .flatMap(point -> Stream.ofNullable(scored(point, using, weights)))
                        .filter(hit -> !Float.isNaN(hit.score()))
                        .filter(hit ->
                                stage.threshold() == null || hit.score() >= stage.threshold()));
    }

    private FakeSparse rare(String using, FakeSparse query) {
        List<FakeSparse> all =
                collection.points().stream()
                        .flatMap(point -> Stream.ofNullable(point.sparse().get(using)))
                        .toList();
        SortedMap<Long, Float> weights = new TreeMap<>();
        query.forEach((index, weight) -> {
            long with = all.stream().filter(vector -> vector.has(index)).count();
            float idf = (float) Math.log((all.size() - with + 0.5) / (with + 0.5) + 1);
            weights.put(index, weight * idf);
        });
        return new FakeSparse(weights);
    }

    private static @Nullable Ranked scored(FakePoint point, String using, FakeSparse weights) {
        FakeSparse own = point.sparse().get(using);
        Float score = own == null ? null : own.product(weights);
        return score == null ? null : new Ranked(point, score, null);
    }

    // --- fusion

    private static void needed(Stage stage, List<List<Ranked>> sources) {
        if (sources.isEmpty()) {
            throw FakeRefusals.badRequest("Fusion queries need prefetches");
        }
        if (!stage.using().isEmpty()) {
            throw FakeRefusals.badRequest(
                    "Fusion queries cannot be combined with the 'using' field.");
        }
    }

    private static List<Ranked> fused(Stage stage, Fusion fusion, List<List<Ranked>> sources) {
        needed(stage, sources);
        return switch (fusion) {
            case RRF -> reciprocal(sources, 2, List.of());
            case DBSF -> byDistribution(sources);
            case UNRECOGNIZED -> throw FakeRefusals.badRequest("fusion");
        };
    }

    /// Sum of `1 / (rank + k)`, ranks from 0, k being 2 unless said (docs, "Hybrid Queries"); a
    /// weight stretches the ranks of its source: `1 / ((rank + 1) / weight + k - 1)`.
    private static List<Ranked> reciprocal(List<List<Ranked>> sources, int k, List<Float> weights) {
        Map<FakeId, Float> sums = new LinkedHashMap<>();
        Map<FakeId, FakePoint> points = new HashMap<>();
        for (int source = 0; source < sources.size(); source++) {
            float weight = weights.isEmpty() ? 1 : weights.get(source);
            for (int rank = 0; rank < sources.get(source).size(); rank++) {
                FakePoint point = sources.get(source).get(rank).point();
                points.put(point.id(), point);
                float part = weight <= 0 ? 0 : 1 / ((rank + 1) / weight + k - 1);
                sums.merge(point.id(), part, Float::sum);
            }
        }
        return sorted(sums, points);
    }

    /// Each source's scores are stretched so that mean ± 3 standard deviations become 0 and 1, and
    /// summed (docs, "Hybrid Queries").
    private static List<Ranked> byDistribution(List<List<Ranked>> sources) {
        Map<FakeId, Float> sums = new LinkedHashMap<>();
        Map<FakeId, FakePoint> points = new HashMap<>();
        for (List<Ranked> source : sources) {
            double mean = source.stream().mapToDouble(Ranked::score).average().orElse(0);
            double variance =
                    source.size() < 2
                            ? 0
                            : source.stream()
                                            .mapToDouble(hit -> Math.pow(hit.score() - mean, 2))
                                            .sum()
                                    / (source.size() - 1);
            double reach = 3 * Math.sqrt(variance);
            for (Ranked hit : source) {
                points.put(hit.point().id(), hit.point());
                double part = variance == 0 ? 0.5 : (hit.score() - (mean - reach)) / (2 * reach);
                sums.merge(hit.point().id(), (float) part, Float::sum);
            }
        }
        return sorted(sums, points);
    }

    private static List<Ranked> sorted(Map<FakeId, Float> sums, Map<FakeId, FakePoint> points) {
        return sums.entrySet().stream()
                .sorted(
                        Map.Entry.<FakeId, Float>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey())
                                .reversed())
                .map(entry ->
                        new Ranked(
                                java.util.Objects.requireNonNull(points.get(entry.getKey())),
                                entry.getValue(),
                                null))
                .toList();
    }

    // --- in the order of a field

    /// A point is there once for each of its different values, and not at all without one (docs,
    /// "Order points by payload key").
    List<Ranked> ordered(List<FakePoint> candidates, OrderBy by) {
        if (!rangeIndexed(by.getKey())) {
            throw FakeRefusals.wrongInput(
                    "No range index for `order_by` key: `%s`. Please create one to use `order_by`."
                            .formatted(by.getKey()));
        }
        boolean down = by.getDirection() == io.qdrant.client.grpc.Points.Direction.Desc;
        Double from = by.hasStartFrom() ? start(by.getStartFrom()) : null;
        record Valued(FakePoint point, double value, OrderValue shown) {}
        List<Valued> valued = new ArrayList<>();
        for (FakePoint point : candidates) {
            for (Value value : Set.copyOf(FakePath.leaves(point.payload(), by.getKey()))) {
                OrderValue shown = orderValue(collection.indexes().get(by.getKey()), value);
                if (shown != null) {
                    double number = shown.hasInt() ? shown.getInt() : shown.getFloat();
                    valued.add(new Valued(point, number, shown));
                }
            }
        }
        Comparator<Valued> order = Comparator.comparingDouble(Valued::value);
        Comparator<Valued> ids = Comparator.comparing(entry -> entry.point().id());
        return valued.stream()
                .filter(entry ->
                        from == null || (down ? entry.value() <= from : entry.value() >= from))
                .sorted(
                        (down ? order.reversed() : order)
                                .thenComparing(down ? ids.reversed() : ids))
                .map(entry -> new Ranked(entry.point(), 0, entry.shown()))
                .toList();
    }

    /// Integer, float and datetime indexes know ranges; an integer index may be made without.
    private boolean rangeIndexed(String key) {
        var type = collection.indexes().get(key);
        return switch (type) {
            case null -> false;
            case FieldTypeInteger, FieldTypeFloat, FieldTypeDatetime -> true;
            case FieldTypeKeyword,
                    FieldTypeGeo,
                    FieldTypeText,
                    FieldTypeBool,
                    FieldTypeUuid,
                    UNRECOGNIZED ->
                    false;
        };
    }

    /// As the index holds it: a float index has integers as floats too; what is of another kind is
    /// not in it.
    private static @Nullable OrderValue orderValue(@Nullable FieldType type, Value value) {
        boolean floats = type == FieldType.FieldTypeFloat;
        if (value.hasIntegerValue() && type == FieldType.FieldTypeInteger) {
            return OrderValue.newBuilder().setInt(value.getIntegerValue()).build();
        }
        if (floats && (value.hasIntegerValue() || value.hasDoubleValue())) {
            return OrderValue.newBuilder()
                    .setFloat(
                            value.hasIntegerValue()
                                    ? value.getIntegerValue()
                                    : value.getDoubleValue())
                    .build();
        }
        var at = type == FieldType.FieldTypeDatetime ? FakeFilter.instant(value) : null;
        return at == null
                ? null
                : OrderValue.newBuilder()
                        .setInt(at.getEpochSecond() * 1_000_000 + at.getNano() / 1000)
                        .build();
    }

    private static double start(StartFrom from) {
        return switch (from.getValueCase()) {
            case FLOAT -> from.getFloat();
            case INTEGER -> from.getInteger();
            case TIMESTAMP ->
                    from.getTimestamp().getSeconds() * 1e6 + from.getTimestamp().getNanos() / 1000;
            case DATETIME -> {
                var at =
                        FakeFilter.instant(
                                Value.newBuilder().setStringValue(from.getDatetime()).build());
                if (at == null) {
                    throw FakeRefusals.badRequest("Malformed datetime: " + from.getDatetime());
                }
                yield at.getEpochSecond() * 1e6 + at.getNano() / 1000;
            }
            case VALUE_NOT_SET -> throw FakeRefusals.badRequest("start_from");
        };
    }
}
