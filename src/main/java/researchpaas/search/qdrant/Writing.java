package researchpaas.search.qdrant;

import static io.qdrant.client.ValueFactory.value;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.PointsUpdateOperation;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.DocumentId;
import researchpaas.search.Fingerprint;

/// Writes one batch of changes. A document's new points are there before its old ones go, and only
/// then has its head the fingerprint by which it is known as whole; so whatever of this happened
/// before a kill, doing all of it again leaves the same.
///
/// Nothing of this touches a point of a later change: an instance that was held up while another
/// one took its turn does no harm.
final class Writing {
    /// A request is below 32 MB; this leaves room, and bounds the memory.
    private static final int MOST_BYTES = 8 << 20;

    private static final int MOST_POINTS = 500;
    private static final int MOST_OPERATIONS = 200;

    private final QdrantStore store;
    private final PointsOfChange points;
    private final Runnable stillOurTurn;
    private final long newest;
    private final List<PointStruct> pending = new ArrayList<>();
    private int pendingBytes;
    private final List<PointsUpdateOperation> operations = new ArrayList<>();
    private int operationBytes;

    /// @param stillOurTurn called before each request; throws when it is not
    Writing(
            QdrantStore store,
            PointsOfChange points,
            Collection<Change> changes,
            Runnable stillOurTurn) {
        this.store = store;
        this.points = points;
        this.stillOurTurn = stillOurTurn;
        this.newest = changes.stream().mapToLong(Change::number).max().orElse(0);
    }

    void write(Collection<Change> changes) {
        Map<DocumentId, Change> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.document(), change));
        Map<Long, String> known = fingerprints(last.keySet());
        Map<UUID, String> whole = new LinkedHashMap<>();
        List<Change> replaced = new ArrayList<>();
        for (Change change : last.values()) {
            switch (change) {
                case Change.Gone gone -> replaced.add(gone);
                case Change.Present present -> {
                    String fingerprint = Fingerprint.of(present);
                    if (fingerprint.equals(known.get(present.document().value()))) {
                        present.files().forEach(file -> readdress(present, file));
                    } else {
                        points.each(present, this::upsert);
                        replaced.add(present);
                        if (!present.files().isEmpty()) {
                            long head = present.files().getFirst().file().value();
                            whole.put(Payload.ofFile(head), fingerprint);
                        }
                    }
                }
            }
        }
        flushPoints();
        replaced.forEach(this::deleteStale);
        flushOperations();
        whole.forEach((head, fingerprint) ->
                set(
                        Map.of(Payload.FINGERPRINT, value(fingerprint)),
                        notNewer().addMust(Conditions.ids(List.of(head)))));
        flushOperations();
    }

    private Map<Long, String> fingerprints(Collection<DocumentId> documents) {
        Map<Long, String> known = new HashMap<>();
        Filter heads =
                Filter.newBuilder()
                        .addMust(Conditions.is(Payload.HEAD, true))
                        .addMust(
                                Conditions.oneOf(
                                        Payload.DOCUMENT,
                                        documents.stream().map(DocumentId::value).toList()))
                        .build();
        store.each(
                heads,
                List.of(Payload.DOCUMENT, Payload.FINGERPRINT),
                point ->
                        known.put(
                                Payload.number(point.getPayloadMap(), Payload.DOCUMENT),
                                Payload.text(point.getPayloadMap(), Payload.FINGERPRINT)));
        return known;
    }

    private Filter.Builder notNewer() {
        return Filter.newBuilder().addMust(Conditions.atMost(Payload.CHANGE, newest));
    }

    private void upsert(PointStruct point) {
        int bytes = point.getSerializedSize();
        if (pending.size() == MOST_POINTS || pendingBytes + bytes > MOST_BYTES) {
            flushPoints();
        }
        pending.add(point);
        pendingBytes += bytes;
    }

    private void flushPoints() {
        if (!pending.isEmpty()) {
            stillOurTurn.run();
            store.write(
                    PointsGrpc.getUpsertMethod(),
                    UpsertPoints.newBuilder()
                            .setCollectionName(store.collection())
                            .setWait(true)
                            .addAllPoints(pending)
                            .setUpdateFilter(notNewer())
                            .build());
            pending.clear();
            pendingBytes = 0;
        }
    }

    /// The same texts and vectors, seen by others than before.
    private void readdress(Change.Present present, IndexedFile file) {
        set(
                Map.of(
                        Payload.ACCESS, value(file.accessSet()),
                        Payload.CHANGE, value(present.number())),
                notNewer()
                        .addMust(Conditions.oneOf(Payload.FILE, List.of(file.file().value())))
                        .addMust(
                                Conditions.oneOf(
                                        Payload.DOCUMENT, List.of(present.document().value()))));
    }

    private void set(Map<String, Value> payload, Filter.Builder where) {
        add(
                PointsUpdateOperation.newBuilder()
                        .setSetPayload(
                                PointsUpdateOperation.SetPayload.newBuilder()
                                        .putAllPayload(payload)
                                        .setPointsSelector(
                                                PointsSelector.newBuilder().setFilter(where)))
                        .build());
    }

    private void deleteStale(Change change) {
        Filter.Builder stale =
                notNewer()
                        .addMust(
                                Conditions.oneOf(
                                        Payload.DOCUMENT, List.of(change.document().value())));
        if (change instanceof Change.Present present && !present.files().isEmpty()) {
            stale.addMustNot(Conditions.ids(PointsOfChange.ids(present)));
        }
        add(
                PointsUpdateOperation.newBuilder()
                        .setDeletePoints(
                                PointsUpdateOperation.DeletePoints.newBuilder()
                                        .setPoints(PointsSelector.newBuilder().setFilter(stale)))
                        .build());
    }

    private void add(PointsUpdateOperation operation) {
        int bytes = operation.getSerializedSize();
        if (operations.size() == MOST_OPERATIONS || operationBytes + bytes > MOST_BYTES) {
            flushOperations();
        }
        operations.add(operation);
        operationBytes += bytes;
    }

    private void flushOperations() {
        if (!operations.isEmpty()) {
            stillOurTurn.run();
            store.write(
                    PointsGrpc.getUpdateBatchMethod(),
                    UpdateBatchPoints.newBuilder()
                            .setCollectionName(store.collection())
                            .setWait(true)
                            .addAllOperations(operations)
                            .build());
            operations.clear();
            operationBytes = 0;
        }
    }

    // --- removal

    static void delete(QdrantStore store, Filter filter) {
        store.write(
                PointsGrpc.getDeleteMethod(),
                DeletePoints.newBuilder()
                        .setCollectionName(store.collection())
                        .setWait(true)
                        .setPoints(PointsSelector.newBuilder().setFilter(filter))
                        .build());
    }

    static void clear(QdrantStore store) {
        delete(
                store,
                Filter.newBuilder()
                        .addMustNot(
                                ConditionFactory.matchKeyword(Payload.KIND, Payload.MARKER_KIND))
                        .build());
    }
}
