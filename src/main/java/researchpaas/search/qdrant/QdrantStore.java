package researchpaas.search.qdrant;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;

import io.grpc.MethodDescriptor;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Trouble;

/// One collection, made ready at its first use and again when the server has lost it, and its
/// marker: the point that tells how far it has got.
final class QdrantStore implements AutoCloseable {
    private static final int PAGE = 2_000;

    private final Line line;
    private final CollectionSetup setup;
    private final String collection;
    private final String model;
    private final SearchParams byMeaning;
    private volatile boolean ready;

    /// @param byMeaning how vectors are searched
    QdrantStore(
            Line line,
            CollectionSetup setup,
            String collection,
            String model,
            SearchParams byMeaning) {
        this.line = line;
        this.setup = setup;
        this.collection = collection;
        this.model = model;
        this.byMeaning = byMeaning;
    }

    SearchParams byMeaning() {
        return byMeaning;
    }

    String collection() {
        return collection;
    }

    private void makeReady() {
        if (!ready) {
            synchronized (this) {
                if (!ready) {
                    boolean made = setup.run();
                    ready = true;
                    if (made) {
                        mark(Marker.EMPTY);
                    }
                }
            }
        }
    }

    private interface Call<R> {
        R on(Line line);
    }

    private <R> R call(Call<R> call) {
        makeReady();
        try {
            return call.on(line);
        } catch (IndexUnavailable e) {
            if (e.trouble() == Trouble.MISSING) {
                ready = false;
            }
            throw e;
        }
    }

    <Q, R> R ask(MethodDescriptor<Q, R> method, Q request) {
        return call(line -> line.ask(method, request));
    }

    <Q, R> List<R> askAll(MethodDescriptor<Q, R> method, List<Q> requests) {
        return requests.isEmpty() ? List.of() : call(line -> line.askAll(method, requests));
    }

    <Q, R> R write(MethodDescriptor<Q, R> method, Q request) {
        return call(line -> line.write(method, request));
    }

    // --- questions that several ask

    long count(Filter filter) {
        return counts(List.of(filter)).getFirst();
    }

    /// Exact ones.
    List<Long> counts(List<Filter> filters) {
        List<CountPoints> requests =
                filters.stream()
                        .map(filter ->
                                CountPoints.newBuilder()
                                        .setCollectionName(collection)
                                        .setFilter(filter)
                                        .setExact(true)
                                        .build())
                        .toList();
        return askAll(PointsGrpc.getCountMethod(), requests).stream()
                .map(response -> response.getResult().getCount())
                .toList();
    }

    /// @param facets key and filter
    /// @param most values
    List<List<FacetHit>> facets(List<Map.Entry<String, Filter>> facets, int most) {
        List<FacetCounts> requests =
                facets.stream()
                        .map(facet ->
                                FacetCounts.newBuilder()
                                        .setCollectionName(collection)
                                        .setKey(facet.getKey())
                                        .setFilter(facet.getValue())
                                        .setLimit(most)
                                        .setExact(true)
                                        .build())
                        .toList();
        return askAll(PointsGrpc.getFacetMethod(), requests).stream()
                .map(response -> response.getHitsList())
                .toList();
    }

    /// Every point, in no order.
    void each(Filter filter, List<String> keys, Consumer<RetrievedPoint> taker) {
        ScrollPoints.Builder request = scroll(filter, keys, PAGE);
        boolean more = true;
        while (more) {
            ScrollResponse page = ask(PointsGrpc.getScrollMethod(), request.build());
            page.getResultList().forEach(taker);
            more = page.hasNextPageOffset();
            request.setOffset(page.getNextPageOffset());
        }
    }

    ScrollPoints.Builder scroll(Filter filter, List<String> keys, int limit) {
        return ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setFilter(filter)
                .setWithPayload(WithPayloadSelectorFactory.include(keys))
                .setLimit(limit);
    }

    // --- the marker

    /// @param clearing it is being emptied, and holds what it no longer should
    record Marker(long cursor, boolean clearing, UsualLengths lengths) {
        static final Marker EMPTY = new Marker(0, false, UsualLengths.UNKNOWN);
    }

    Marker marker() {
        GetPoints request =
                GetPoints.newBuilder()
                        .setCollectionName(collection)
                        .addIds(id(Payload.ofMarker()))
                        .setWithPayload(WithPayloadSelector.newBuilder().setEnable(true))
                        .build();
        return ask(PointsGrpc.getGetMethod(), request).getResultList().stream()
                .map(RetrievedPoint::getPayloadMap)
                .map(payload ->
                        new Marker(
                                Payload.number(payload, Payload.CURSOR),
                                Payload.flag(payload, Payload.CLEARING)
                                        || Payload.number(payload, Payload.FORMAT_NUMBER)
                                                != Payload.FORMAT,
                                new UsualLengths(
                                        Payload.number(payload, Payload.MEASURED_FILES),
                                        Payload.number(payload, Payload.MEASURED_WORDS),
                                        Payload.number(payload, Payload.MEASURED_FORMS),
                                        Payload.number(payload, Payload.MEASURED_TITLED),
                                        Payload.number(payload, Payload.MEASURED_TITLES))))
                .findFirst()
                .orElse(Marker.EMPTY);
    }

    void mark(Marker marker) {
        Map<String, Value> payload =
                Map.of(
                        Payload.KIND, value(Payload.MARKER_KIND),
                        Payload.MODEL, value(model),
                        Payload.FORMAT_NUMBER, value(Payload.FORMAT),
                        Payload.CURSOR, value(marker.cursor()),
                        Payload.CLEARING, value(marker.clearing()),
                        Payload.MEASURED_FILES, value(marker.lengths().files()),
                        Payload.MEASURED_WORDS, value(marker.lengths().words()),
                        Payload.MEASURED_FORMS, value(marker.lengths().forms()),
                        Payload.MEASURED_TITLED, value(marker.lengths().titled()),
                        Payload.MEASURED_TITLES, value(marker.lengths().titles()));
        write(
                PointsGrpc.getUpsertMethod(),
                UpsertPoints.newBuilder()
                        .setCollectionName(collection)
                        .setWait(true)
                        .addPoints(
                                PointStruct.newBuilder()
                                        .setId(id(Payload.ofMarker()))
                                        .putAllPayload(payload)
                                        .setVectors(
                                                Vectors.newBuilder()
                                                        .setVectors(
                                                                NamedVectors.getDefaultInstance())))
                        .build());
    }

    @Override
    public void close() {
        line.close();
    }
}
