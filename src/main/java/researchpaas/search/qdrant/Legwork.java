package researchpaas.search.qdrant;

import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.VectorInput;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.List;
import java.util.Map;

/// Single questions to the server, several of which go in one request.
final class Legwork {
    private Legwork() {}

    static Query byWords(Map<Long, Double> weights) {
        return QueryFactory.nearest(
                VectorInput.newBuilder().setSparse(Terms.vector(weights)).build());
    }

    static Query byMeaning(float[] vector) {
        DenseVector.Builder dense = DenseVector.newBuilder();
        for (float x : vector) {
            dense.addData(x);
        }
        return QueryFactory.nearest(VectorInput.newBuilder().setDense(dense).build());
    }

    /// @param using the vectors' name
    static QueryPoints query(
            QdrantStore store,
            Query query,
            String using,
            Filter filter,
            int limit,
            List<String> keys) {
        return QueryPoints.newBuilder()
                .setCollectionName(store.collection())
                .setQuery(query)
                .setUsing(using)
                .setFilter(filter)
                .setLimit(limit)
                .setParams(
                        using.equals(Payload.MEANING)
                                ? store.byMeaning()
                                : SearchParams.getDefaultInstance())
                .setWithPayload(WithPayloadSelectorFactory.include(keys))
                .build();
    }

    /// In one request.
    static List<List<ScoredPoint>> answers(QdrantStore store, List<QueryPoints> queries) {
        if (queries.isEmpty()) {
            return List.of();
        }
        return store
                .ask(
                        PointsGrpc.getQueryBatchMethod(),
                        QueryBatchPoints.newBuilder()
                                .setCollectionName(store.collection())
                                .addAllQueryPoints(queries)
                                .build())
                .getResultList()
                .stream()
                .map(batch -> batch.getResultList())
                .toList();
    }
}
