package researchpaas.search.qdrant;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.FollowingIndex.Part;

/// What the collection holds, point by point.
final class HeldDocuments {
    /// Points looked at for the ids of a stretch.
    private static final int POINTS = 10_000;

    private static final Filter ALL =
            Filter.newBuilder()
                    .addMustNot(ConditionFactory.matchKeyword(Payload.KIND, Payload.MARKER_KIND))
                    .build();

    private final QdrantStore store;

    HeldDocuments(QdrantStore store) {
        this.store = store;
    }

    List<Held> after(long after, int limit) {
        NavigableSet<Long> ids = ids(after);
        return of(ids.stream().limit(limit).toList());
    }

    /// The lowest ones; all points of each but the last are among those that were looked at.
    private NavigableSet<Long> ids(long after) {
        Filter further = ALL.toBuilder().addMust(Conditions.above(Payload.DOCUMENT, after)).build();
        List<RetrievedPoint> points =
                store.ask(
                                PointsGrpc.getScrollMethod(),
                                store.scroll(further, List.of(Payload.DOCUMENT), POINTS)
                                        .setOrderBy(OrderBy.newBuilder().setKey(Payload.DOCUMENT))
                                        .build())
                        .getResultList();
        NavigableSet<Long> ids = new TreeSet<>();
        points.forEach(point -> ids.add(Payload.number(point.getPayloadMap(), Payload.DOCUMENT)));
        if (points.size() == POINTS && ids.size() > 1) {
            ids.pollLast();
        }
        return ids;
    }

    /// Lowest id first.
    List<Held> of(Collection<Long> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        TreeMap<Long, List<Part>> parts = new TreeMap<>();
        // the oldest among a document's parts
        TreeMap<Long, Long> changes = new TreeMap<>();
        store.each(
                ALL.toBuilder().addMust(Conditions.oneOf(Payload.DOCUMENT, documents)).build(),
                List.of(
                        Payload.DOCUMENT,
                        Payload.CHANGE,
                        Payload.FILE,
                        Payload.PASSAGE,
                        Payload.ACCESS,
                        Payload.HAS_VECTOR),
                point -> {
                    Map<String, Value> payload = point.getPayloadMap();
                    long document = Payload.number(payload, Payload.DOCUMENT);
                    parts.computeIfAbsent(document, _ -> new ArrayList<>()).add(part(payload));
                    changes.merge(document, Payload.number(payload, Payload.CHANGE), Math::min);
                });
        List<Held> all = new ArrayList<>();
        parts.forEach((document, ofIt) ->
                all.add(
                        new Held(
                                new DocumentId(document),
                                changes.getOrDefault(document, 0L),
                                ofIt)));
        return all;
    }

    private static Part part(Map<String, Value> payload) {
        return new Part(
                new FileId(Payload.number(payload, Payload.FILE)),
                payload.containsKey(Payload.PASSAGE)
                        ? new PassageId(Payload.number(payload, Payload.PASSAGE))
                        : null,
                Payload.number(payload, Payload.ACCESS),
                Payload.flag(payload, Payload.HAS_VECTOR));
    }
}
