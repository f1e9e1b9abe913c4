package researchpaas.search.qdrant;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.PointsGrpc;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Access.Visible;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.Facets;
import researchpaas.search.IndexCursors;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.TextAnalysis;
import researchpaas.search.qdrant.QdrantStore.Marker;

/// The word leg scores whole files (their words are seldom all in one passage), the meaning leg
/// passages.
///
/// The cursor stands twice: in the database's row, where the instances that share a collection see
/// it, and in the collection's marker, so that a collection that was lost or put back from a
/// snapshot is behind and not wrong. The lower one holds.
final class QdrantSearchIndex implements OpenIndex {
    private static final Logger log = LoggerFactory.getLogger(QdrantSearchIndex.class);

    /// Of a turn to write; longer than a write may take.
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    /// How long an instance waits for another one that writes, before it looks again itself.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final QdrantStore store;
    private final TextAnalysis analysis;
    private final Access access;
    private final IndexCursors cursors;
    private final DepartmentAlias alias;
    private final String instance = UUID.randomUUID().toString();
    private final Duration lease;

    /// @param writeTimeout of one write
    QdrantSearchIndex(
            QdrantStore store,
            TextAnalysis analysis,
            Access access,
            IndexCursors cursors,
            DepartmentAlias alias,
            Duration writeTimeout) {
        this.store = store;
        this.analysis = analysis;
        this.access = access;
        this.cursors = cursors;
        this.alias = alias;
        this.lease = writeTimeout.plus(LEASE_MARGIN);
    }

    @Override
    public String engine() {
        return QdrantEngine.NAME;
    }

    // --- following

    @Override
    public long cursor() {
        Marker marker = store.marker();
        alias.follow();
        return marker.clearing()
                ? 0
                : Math.min(marker.cursor(), cursors.cursor(store.collection()));
    }

    @Override
    public void apply(List<Change> changes, long cursor) {
        if (!takeTurn(cursor)) {
            return;
        }
        try {
            finishClearing();
            UsualLengths known = store.marker().lengths();
            PointsOfChange points =
                    new PointsOfChange(analysis, known.areKnown() ? known : measured(changes));
            new Writing(store, points, changes, this::keepTurn).write(changes);
            moveTo(new Marker(cursor, false, known.plus(points.measured())));
        } finally {
            cursors.release(store.collection(), instance);
        }
    }

    /// Waits for another instance that writes.
    ///
    /// @return false when it did the work meanwhile, or is still at it
    private boolean takeTurn(long cursor) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long before = cursor();
        while (!cursors.hold(store.collection(), instance, lease)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        if (cursor() > before && cursor() >= cursor) {
            cursors.release(store.collection(), instance);
            return false;
        }
        return true;
    }

    private void keepTurn() {
        if (!cursors.hold(store.collection(), instance, lease)) {
            throw new IndexUnavailable(
                    "Another instance writes to the search index.",
                    new IllegalStateException("the turn is over"));
        }
    }

    /// Before anything was measured, the first batch is: most indexes are filled from a library
    /// that is there.
    private UsualLengths measured(List<Change> changes) {
        PointsOfChange first = new PointsOfChange(analysis, UsualLengths.UNKNOWN);
        for (Change change : changes) {
            if (change instanceof Change.Present present) {
                first.each(present, _ -> {});
            }
        }
        return first.measured();
    }

    private void moveTo(Marker marker) {
        keepTurn();
        store.mark(marker);
        if (!cursors.move(store.collection(), instance, marker.cursor())) {
            throw new IndexUnavailable(
                    "Another instance writes to the search index.",
                    new IllegalStateException("the turn is over"));
        }
    }

    @Override
    public void startOver() {
        keepTurn();
        try {
            store.mark(new Marker(0, true, UsualLengths.UNKNOWN));
            finishClearing();
        } finally {
            cursors.release(store.collection(), instance);
        }
    }

    /// From the mark on it counts as empty; a kill while it is being emptied leaves the rest for
    /// the next turn.
    private void finishClearing() {
        if (store.marker().clearing()) {
            log.atInfo()
                    .addKeyValue("collection", store.collection())
                    .log("The search index in Qdrant is emptied and filled anew.");
            Writing.clear(store);
            moveTo(Marker.EMPTY);
        }
    }

    @Override
    public Size size() {
        List<Long> counts =
                store.counts(
                        List.of(
                                Filter.newBuilder()
                                        .addMust(Conditions.is(Payload.HEAD, true))
                                        .build(),
                                Filter.newBuilder()
                                        .addMust(
                                                ConditionFactory.matchKeyword(
                                                        Payload.KIND, Payload.PASSAGE_KIND))
                                        .build()));
        return new Size(counts.getFirst(), counts.getLast());
    }

    @Override
    public List<Held> held(DocumentId after, int limit) {
        return new HeldDocuments(store).after(after.value(), limit);
    }

    @Override
    public Map<DocumentId, Held> held(Collection<DocumentId> documents) {
        return new HeldDocuments(store)
                .of(documents.stream().map(DocumentId::value).toList()).stream()
                        .collect(Collectors.toMap(Held::document, held -> held));
    }

    @Override
    public void forget(Collection<DocumentId> documents) {
        if (!documents.isEmpty()) {
            Writing.delete(
                    store,
                    Filter.newBuilder()
                            .addMust(
                                    Conditions.oneOf(
                                            Payload.DOCUMENT,
                                            documents.stream().map(DocumentId::value).toList()))
                            .build());
        }
    }

    // --- searching

    @Override
    public Legs legs(Request request, Reader reader) {
        Visible visible = access.visibleTo(reader);
        Gate gate = gate(visible, request.filter());
        if (gate.isClosed()) {
            return new Legs(List.of(), 0, 0, List.of());
        }
        return new TwoLegs(store, gate, request).find(Question.of(request.words(), analysis));
    }

    private Gate gate(Visible visible, researchpaas.search.Filter filter) {
        return Gate.closes(visible)
                ? new Gate(visible, filter, null)
                : Gate.of(visible, filter, store, analysis);
    }

    @Override
    public Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
        Gate gate = gate(access.visibleTo(reader), request.filter());
        if (gate.isClosed() || documents.isEmpty()) {
            return Map.of();
        }
        Question question = Question.of(request.words(), analysis);
        Map<Long, Double> weights =
                question.isEmpty()
                        ? Map.of()
                        : question.passageWeights(
                                Rarity.of(question.terms(), gate.visible(), store));
        return new PassageRanking(store, gate, documents, weights, request.meaning())
                .best(perDocument);
    }

    @Override
    public Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader) {
        Visible visible = access.visibleTo(reader);
        Map<PassageId, float[]> vectors = new HashMap<>();
        if (Gate.closes(visible) || passages.isEmpty()) {
            return vectors;
        }
        Filter those =
                Conditions.visible(Payload.PASSAGE_KIND, visible)
                        .addMust(
                                Conditions.ids(
                                        passages.stream()
                                                .map(passage -> Payload.ofPassage(passage.value()))
                                                .toList()))
                        .build();
        List<RetrievedPoint> found =
                store.ask(
                                PointsGrpc.getScrollMethod(),
                                store.scroll(those, List.of(Payload.PASSAGE), passages.size())
                                        .setWithVectors(
                                                WithVectorsSelectorFactory.include(
                                                        List.of(Payload.MEANING)))
                                        .build())
                        .getResultList();
        for (RetrievedPoint point : found) {
            VectorOutput vector =
                    point.getVectors().getVectors().getVectorsMap().get(Payload.MEANING);
            if (vector != null) {
                vectors.put(
                        new PassageId(Payload.number(point.getPayloadMap(), Payload.PASSAGE)),
                        floats(vector));
            }
        }
        return vectors;
    }

    private static float[] floats(VectorOutput vector) {
        List<Float> data = vector.getDense().getDataList();
        float[] floats = new float[data.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = data.get(i);
        }
        return floats;
    }

    @Override
    public Candidates candidates(
            Request request, List<Scored> meaning, Window window, Reader reader) {
        Gate gate = gate(access.visibleTo(reader), request.filter());
        if (gate.isClosed()) {
            return new Candidates(0, Facets.NONE, List.of());
        }
        return new CandidateFiles(store, gate, request, window)
                .count(Question.of(request.words(), analysis), meaning);
    }

    @Override
    public List<NearPassage> similar(Likeness likeness, int most, Reader reader) {
        Visible visible = access.visibleTo(reader);
        return Gate.closes(visible)
                ? List.of()
                : new SimilarPassages(store, visible, analysis).to(likeness, most);
    }

    @Override
    public void close() {
        store.close();
    }
}
