package researchpaas.search.qdrant;

import static io.qdrant.client.ConditionFactory.filter;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.nested;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The double against examples in Qdrant's documentation, with the results that stand there.
class FakeQdrantTest {
    private final FakeQdrant server = FakeQdrant.inProcess();
    private final ManagedChannel channel = server.channel().build();
    private final QdrantClient client =
            new QdrantClient(QdrantGrpcClient.newBuilder(channel).build());

    @AfterEach
    void close() {
        client.close();
        channel.shutdownNow();
        server.close();
    }

    /// Docs, "Local Quickstart".
    @Test
    void answersTheQuickstart() throws Exception {
        client.createCollectionAsync(
                        "test_collection",
                        VectorParams.newBuilder().setDistance(Distance.Dot).setSize(4).build())
                .get();
        client.upsertAsync(
                        "test_collection",
                        List.of(
                                city(1, "Berlin", 0.05f, 0.61f, 0.76f, 0.74f),
                                city(2, "London", 0.19f, 0.81f, 0.75f, 0.11f),
                                city(3, "Moscow", 0.36f, 0.55f, 0.47f, 0.94f),
                                city(4, "New York", 0.18f, 0.01f, 0.85f, 0.80f),
                                city(5, "Beijing", 0.24f, 0.18f, 0.22f, 0.44f),
                                city(6, "Mumbai", 0.35f, 0.08f, 0.11f, 0.44f)))
                .get();
        var query =
                QueryPoints.newBuilder()
                        .setCollectionName("test_collection")
                        .setLimit(3)
                        .setQuery(nearest(0.2f, 0.1f, 0.9f, 0.7f));
        assertThat(client.queryAsync(query.build()).get())
                .extracting(hit -> hit.getId().getNum(), ScoredPoint::getScore)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4L, 1.362f),
                        org.assertj.core.groups.Tuple.tuple(1L, 1.273f),
                        org.assertj.core.groups.Tuple.tuple(3L, 1.208f));
        query.setFilter(Filter.newBuilder().addMust(matchKeyword("city", "London")));
        assertThat(client.queryAsync(query.build()).get())
                .extracting(hit -> hit.getId().getNum(), ScoredPoint::getScore)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, 0.871f));
    }

    private static PointStruct city(long id, String name, float... numbers) {
        return PointStruct.newBuilder()
                .setId(id(id))
                .setVectors(vectors(numbers))
                .putAllPayload(Map.of("city", value(name)))
                .build();
    }

    /// 315 generated calls: filters, searches, fusion, lists, facets, writes, refusals.
    @Test
    void answersAsQdrantsOwnEngineDid() {
        var calls = RecordedCalls.all();
        assertThat(calls).hasSizeGreaterThan(300);
        var softly = new org.assertj.core.api.SoftAssertions();
        calls.forEach(call -> softly.check(() -> call.replay(channel)));
        softly.assertAll();
    }

    /// Docs, "Sparse vectors": rare indices weigh more with the modifier.
    @Test
    void weighsRareIndicesMore() throws Exception {
        client.createCollectionAsync(
                        CreateCollection.newBuilder()
                                .setCollectionName("words")
                                .setVectorsConfig(
                                        VectorsConfig.newBuilder()
                                                .setParamsMap(VectorParamsMap.getDefaultInstance()))
                                .setSparseVectorsConfig(
                                        SparseVectorConfig.newBuilder()
                                                .putMap(
                                                        "text",
                                                        SparseVectorParams.newBuilder()
                                                                .setModifier(Modifier.Idf)
                                                                .build()))
                                .build())
                .get();
        client.upsertAsync("words", List.of(words(1, 7, 9), words(2, 7, 8), words(3, 7, 8))).get();
        assertThat(
                        client.queryAsync(
                                        QueryPoints.newBuilder()
                                                .setCollectionName("words")
                                                .setUsing("text")
                                                .setQuery(nearest(List.of(1f, 1f), List.of(8, 9)))
                                                .build())
                                .get())
                .extracting(hit -> hit.getId().getNum())
                .startsWith(1L);
    }

    private static PointStruct words(long id, int... indices) {
        return PointStruct.newBuilder()
                .setId(id(id))
                .setVectors(
                        namedVectors(
                                Map.of(
                                        "text",
                                        vector(
                                                List.of(1f, 1f),
                                                java.util.Arrays.stream(indices)
                                                        .boxed()
                                                        .toList()))))
                .build();
    }

    // --- docs, "Filtering", with the results that stand there

    @Test
    void filtersAsTheDocumentationsExamplesDo() throws Exception {
        payloadsOnly();
        client.upsertAsync(
                        "payloads",
                        List.of(
                                colour(1, "London", "green"),
                                colour(2, "London", "red"),
                                colour(3, "London", "blue"),
                                colour(4, "Berlin", "red"),
                                colour(5, "Moscow", "green"),
                                colour(6, "Moscow", "blue")))
                .get();
        var london = matchKeyword("city", "London");
        var red = matchKeyword("color", "red");
        assertThat(ids(Filter.newBuilder().addMust(london).addMust(red))).containsExactly(2L);
        assertThat(ids(Filter.newBuilder().addShould(london).addShould(red)))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(ids(Filter.newBuilder().addMustNot(london).addMustNot(red)))
                .containsExactly(5L, 6L);
        assertThat(ids(Filter.newBuilder().addMust(london).addMustNot(red)))
                .containsExactly(1L, 3L);
        var both = Filter.newBuilder().addMust(london).addMust(red).build();
        assertThat(ids(Filter.newBuilder().addMustNot(filter(both))))
                .containsExactly(1L, 3L, 4L, 5L, 6L);
    }

    /// Both dinosaurs have meat on their list and like something; only one of them likes meat.
    @Test
    void aNestedFilterIsOfOneElement() throws Exception {
        payloadsOnly();
        client.upsertAsync("payloads", List.of(dinosaur(1, false, true), dinosaur(2, true, false)))
                .get();
        assertThat(
                        ids(
                                Filter.newBuilder()
                                        .addMust(matchKeyword("diet[].food", "meat"))
                                        .addMust(match("diet[].likes", true))))
                .containsExactly(1L, 2L);
        var likesMeat =
                Filter.newBuilder()
                        .addMust(matchKeyword("food", "meat"))
                        .addMust(match("likes", true))
                        .build();
        assertThat(ids(Filter.newBuilder().addMust(nested("diet", likesMeat)))).containsExactly(1L);
    }

    private static PointStruct colour(long id, String city, String colour) {
        return payload(id, Map.of("city", value(city), "color", value(colour)));
    }

    private static PointStruct dinosaur(long id, boolean leaves, boolean meat) {
        return payload(
                id, Map.of("diet", list(List.of(food("leaves", leaves), food("meat", meat)))));
    }

    private static Value food(String name, boolean likes) {
        return value(Map.of("food", value(name), "likes", value(likes)));
    }

    private static PointStruct payload(long id, Map<String, Value> payload) {
        return PointStruct.newBuilder()
                .setId(id(id))
                .setVectors(namedVectors(Map.of()))
                .putAllPayload(payload)
                .build();
    }

    private void payloadsOnly() throws Exception {
        client.createCollectionAsync(
                        CreateCollection.newBuilder()
                                .setCollectionName("payloads")
                                .setVectorsConfig(
                                        VectorsConfig.newBuilder()
                                                .setParamsMap(VectorParamsMap.getDefaultInstance()))
                                .build())
                .get();
    }

    private List<Long> ids(Filter.Builder filter) throws Exception {
        return client
                .scrollAsync(
                        ScrollPoints.newBuilder()
                                .setCollectionName("payloads")
                                .setFilter(filter)
                                .build())
                .get()
                .getResultList()
                .stream()
                .map(point -> point.getId().getNum())
                .toList();
    }

    // --- what the engine's recorded answers do not cover: what the server adds

    /// Docs, "Collections", "Collection aliases".
    @Test
    void anAliasIsNoCollectionAndMovesInOneStep() throws Exception {
        payloadsOnly();
        client.createAliasAsync("library", "payloads").get();
        assertThat(client.listCollectionsAsync().get()).containsExactly("payloads");
        assertThat(client.collectionExistsAsync("library").get()).isTrue();
        refused("ALREADY_EXISTS", () -> client.createAliasAsync("payloads", "payloads"));
        refused("NOT_FOUND", () -> client.createAliasAsync("other", "nowhere"));
        refused(
                "INVALID_ARGUMENT",
                () ->
                        client.createCollectionAsync(
                                "library",
                                VectorParams.newBuilder()
                                        .setDistance(Distance.Dot)
                                        .setSize(4)
                                        .build()));
        client.deleteCollectionAsync("payloads").get();
        assertThat(server.aliases()).isEmpty();
    }

    /// Proto: "Wait until the changes have been applied?", false where it is absent; docs,
    /// "Points", "Awaiting result". A later write that waits comes after all earlier ones.
    @Test
    void whatIsNotWaitedForIsThereLater() throws Exception {
        payloadsOnly();
        server.holdBack();
        client.upsertAsync(unawaited(1)).get();
        assertThat(server.points("payloads")).isZero();
        client.upsertAsync("payloads", List.of(payload(2, Map.of()))).get();
        assertThat(server.points("payloads")).isEqualTo(2);
        client.upsertAsync(unawaited(3)).get();
        server.applyWhatWaits();
        assertThat(server.points("payloads")).isEqualTo(3);
    }

    private static UpsertPoints unawaited(long id) {
        return UpsertPoints.newBuilder()
                .setCollectionName("payloads")
                .addPoints(payload(id, Map.of()))
                .build();
    }

    /// Docs, "Administration", "Strict mode"; the text is one that users of Qdrant's cloud report.
    @Test
    void strictModeRefusesAFilterWithoutAnIndex() throws Exception {
        server.strict();
        payloadsOnly();
        assertThatThrownBy(() -> ids(Filter.newBuilder().addMust(matchKeyword("city", "London"))))
                .hasMessageContaining(
                        "Index required but not found for \"city\" of one of the following types:"
                                + " [keyword, uuid]");
        client.createPayloadIndexAsync(
                        "payloads", "city", PayloadSchemaType.Keyword, null, true, null, null)
                .get();
        assertThat(ids(Filter.newBuilder().addMust(matchKeyword("city", "London")))).isEmpty();
    }

    /// Docs, "Security": "api-key" in the header of every request.
    @Test
    void nothingIsAnsweredWithoutTheKey() {
        server.apiKey("secret");
        refused("UNAUTHENTICATED", client::healthCheckAsync);
    }

    @Test
    void aRequestBeyondTheLimitIsRefused() throws Exception {
        payloadsOnly();
        server.mostBytes(1000);
        refused(
                "RESOURCE_EXHAUSTED",
                () ->
                        client.upsertAsync(
                                "payloads",
                                List.of(payload(1, Map.of("text", value("x".repeat(2000)))))));
    }

    private static void refused(String code, Callable<? extends Future<?>> call) {
        assertThatThrownBy(() -> call.call().get()).rootCause().hasMessageContaining(code);
    }
}
