package researchpaas.search.qdrant;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.List;
import java.util.Map;
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
}
