package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.Points.SearchParams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.search.EmbeddingModel.Card;
import researchpaas.search.Filter;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.InMemoryIndexCursors;
import researchpaas.search.SearchEngine;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndex.Size;
import researchpaas.search.SearchIndex.Trouble;
import researchpaas.search.SearchIndexContract.Paper;
import researchpaas.search.TwoSets;

/// What is Qdrant's alone: a server that others may touch, and several instances that share it.
class QdrantOwnTest {
    private static final String COLLECTION = "research_documents__test-model";

    private final FakeQdrant server = FakeQdrant.inProcess();
    private final InMemoryIndexCursors cursors = new InMemoryIndexCursors();
    private final SearchEngine engine = QdrantIndexes.on(server, cursors);
    private final List<ManagedChannel> channels = new ArrayList<>();
    private OpenIndex index;

    @BeforeEach
    void open() {
        index = engine.open(QdrantIndexes.MODEL);
    }

    @AfterEach
    void close() {
        index.close();
        channels.forEach(ManagedChannel::shutdownNow);
        server.close();
    }

    private static Change paper(long number, String text) {
        return new Paper(number).passage(text, new float[] {1, 0, 0, 0}).present();
    }

    private static List<Long> found(OpenIndex index, String words) {
        return index
                .legs(new Request(words, null, Filter.NONE, 10), TwoSets.STUDENT)
                .words()
                .stream()
                .map(Scored::document)
                .map(DocumentId::value)
                .toList();
    }

    private Trouble trouble(Runnable call) {
        Trouble[] told = new Trouble[1];
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        IndexUnavailable.class, unavailable -> told[0] = unavailable.trouble());
        return told[0];
    }

    private CollectionsGrpc.CollectionsBlockingStub collections() {
        return CollectionsGrpc.newBlockingStub(channel());
    }

    /// Of somebody else.
    private ManagedChannel channel() {
        ManagedChannel channel = server.channel().build();
        channels.add(channel);
        return channel;
    }

    private void remove(String collection) {
        collections().delete(DeleteCollection.newBuilder().setCollectionName(collection).build());
    }

    private void make(String collection, int dimension) {
        collections()
                .create(
                        CreateCollection.newBuilder()
                                .setCollectionName(collection)
                                .setVectorsConfig(
                                        VectorsConfig.newBuilder()
                                                .setParams(
                                                        VectorParams.newBuilder()
                                                                .setSize(dimension)
                                                                .setDistance(Distance.Cosine)))
                                .build());
    }

    // --- names and versions

    @Test
    void aCollectionHasTheModelsNameAndTheDepartmentsAliasLeadsToIt() {
        index.cursor();
        assertThat(server.names()).hasSize(1).allMatch(name -> name.startsWith(COLLECTION));
        assertThat(server.aliases())
                .containsOnlyKeys("research_documents")
                .containsValue(server.names().iterator().next());
        assertThat(engine.held()).containsExactly("test/model");
    }

    @Test
    void theIndexesOfTwoModelsAreApart() {
        index.apply(List.of(paper(1, "Bees.")), 1);
        try (OpenIndex other = engine.open(new Card("test-model", 3, 100, Set.of()))) {
            assertThat(other.cursor()).isZero();
            assertThat(other.size()).isEqualTo(new Size(0, 0));
            assertThat(engine.held()).containsExactlyInAnyOrder("test/model", "test-model");
            assertThat(server.aliases()).hasSize(1);
        }
        engine.discard("test-model");
        engine.discard("test-model");
        assertThat(engine.held()).containsExactly("test/model");
        assertThat(index.cursor()).isEqualTo(1);
    }

    @Test
    void theAliasFollowsTheIndexThatServes() {
        index.cursor();
        String first = server.aliases().get("research_documents");
        QdrantIndexes.nowServes("test-model");
        try (OpenIndex other = engine.open(new Card("test-model", 4, 100, Set.of()))) {
            other.cursor();
            assertThat(server.aliases().get("research_documents")).isNotEqualTo(first);
            index.cursor();
            assertThat(server.aliases().get("research_documents")).isNotEqualTo(first);
        }
        QdrantIndexes.nowServes("test/model");
        try (OpenIndex again = engine.open(QdrantIndexes.MODEL)) {
            again.cursor();
            assertThat(server.aliases()).containsEntry("research_documents", first);
        }
    }

    @Test
    void aCollectionThatBearsTheAliasNameIsToldAndLeftAlone() {
        make("research_documents", 384);
        assertThat(trouble(index::cursor)).isEqualTo(Trouble.NAME_TAKEN);
        assertThatThrownBy(index::cursor)
                .hasMessageContaining("VECTOR_SEARCH_COLLECTION")
                .hasMessageContaining("research_documents");
        assertThat(server.names()).containsExactly("research_documents");
    }

    @Test
    void vectorsOfAnotherLengthAreToldAndLeftAlone() {
        index.apply(List.of(paper(1, "Bees.")), 1);
        try (OpenIndex other = engine.open(new Card("test/model", 3, 100, Set.of()))) {
            assertThat(trouble(other::cursor)).isEqualTo(Trouble.WRONG_DIMENSION);
        }
        assertThat(found(index, "bees")).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.15.4", "0.11.0", "2.0.0", "dev"})
    void anotherVersionIsNamed(String version) {
        server.version(version);
        assertThat(trouble(index::cursor)).isEqualTo(Trouble.VERSION);
        assertThatThrownBy(index::cursor)
                .hasMessageContaining(version)
                .hasMessageContaining("1.16 to 1.19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.16.0", "1.17.3", "1.18.0", "1.19.2", "v1.18.1-dev", "1.20.0"})
    void theseVersionsAreTaken(String version) {
        server.version(version);
        assertThat(index.cursor()).isZero();
    }

    @Test
    void aRefusedKeyIsTold() {
        server.apiKey("another");
        assertThat(trouble(index::cursor)).isEqualTo(Trouble.KEY_REFUSED);
        assertThatThrownBy(index::cursor).hasMessageContaining("QDRANT_API_KEY");
    }

    @Test
    void theKeyGoesAlong() {
        server.apiKey("right");
        try (OpenIndex withKey =
                QdrantIndexes.on(
                                QdrantIndexes.settings("localhost", "right", Duration.ofSeconds(5)),
                                cursors,
                                _ -> server.channel().build())
                        .open(QdrantIndexes.MODEL)) {
            assertThat(withKey.cursor()).isZero();
        }
    }

    // --- what was lost is made again

    @Test
    void aCollectionThatWasRemovedIsFilledAnew() {
        index.apply(List.of(paper(1, "Bees.")), 17);
        remove(server.names().iterator().next());
        assertThat(trouble(() -> found(index, "bees"))).isEqualTo(Trouble.MISSING);
        assertThat(index.cursor()).isZero();
        index.apply(List.of(paper(1, "Bees.")), 17);
        assertThat(found(index, "bees")).containsExactly(1L);
        assertThat(index.cursor()).isEqualTo(17);
    }

    /// The row in the database says 17, the collection knows of 5 only.
    @Test
    void aCollectionThatWasPutBackFromASnapshotIsBehind() {
        index.apply(List.of(paper(1, "Bees.")), 5);
        cursors.hold(server.names().iterator().next(), "test", Duration.ofMinutes(1));
        cursors.move(server.names().iterator().next(), "test", 17);
        assertThat(index.cursor()).isEqualTo(5);
    }

    /// Here it is the database that was put back.
    @Test
    void aRowThatIsBehindHolds() {
        index.apply(List.of(paper(1, "Bees.")), 17);
        cursors.forget(server.names().iterator().next());
        assertThat(index.cursor()).isZero();
    }

    // --- a kill in the midst

    /// The n-th write fails and everything after it, until a new start does the batch again.
    @Test
    void whereverABatchEndsItsRepetitionLeavesTheSame() {
        List<Change> before =
                List.of(
                        new Paper(1).passage("Bees dance.", null).passage("Old.", null).present(),
                        paper(2, "Trams run."),
                        paper(3, "Snow lies."));
        List<Change> after =
                List.of(
                        new Paper(1).number(4).passage("Bees sleep.", null).present(),
                        new Change.Gone(5, new DocumentId(2)),
                        new Paper(3)
                                .number(6)
                                .access(TwoSets.STAFF_ONLY)
                                .passage("Snow lies.", new float[] {1, 0, 0, 0})
                                .present());
        int survived = 0;
        for (int kill = 1; survived == 0; kill++) {
            index.startOver();
            index.apply(before, 3);
            AtomicInteger writes = new AtomicInteger();
            int at = kill;
            server.fault(method ->
                    Set.of("Upsert", "UpdateBatch", "Delete", "SetPayload").contains(method)
                                    && writes.incrementAndGet() >= at
                            ? Status.INTERNAL
                            : null);
            try {
                index.apply(after, 6);
                survived = kill;
            } catch (IndexUnavailable e) {
                server.fault(_ -> null);
                assertThat(index.cursor()).as("killed at %d", kill).isEqualTo(3);
                index.close();
                open();
                index.apply(after, 6);
            }
            assertThat(index.cursor()).isEqualTo(6);
            assertThat(index.size()).isEqualTo(new Size(2, 2));
            assertThat(found(index, "bees sleep dance old trams snow")).containsExactly(1L);
            assertThat(index.held(new DocumentId(0), 9))
                    .extracting(Held::change)
                    .containsExactly(4L, 6L);
            server.fault(_ -> null);
        }
        assertThat(survived).as("writes of one batch").isBetween(4, 9);
    }

    @Test
    void whatIsHalfEmptiedCountsAsEmptyAndIsEmptiedToTheEnd() {
        index.apply(List.of(paper(1, "Bees."), paper(2, "Trams.")), 9);
        server.fault(method -> method.equals("Delete") ? Status.INTERNAL : null);
        assertThat(trouble(index::startOver)).isEqualTo(Trouble.OTHER);
        server.fault(_ -> null);
        index.close();
        open();
        assertThat(index.cursor()).isZero();
        index.apply(List.of(paper(2, "Trams.")), 9);
        assertThat(index.size()).isEqualTo(new Size(1, 1));
        assertThat(found(index, "bees")).isEmpty();
    }

    // --- several instances

    @Test
    void twoInstancesTakeTurns() throws Exception {
        try (OpenIndex other = engine.open(QdrantIndexes.MODEL)) {
            List<Change> changes = new ArrayList<>();
            for (long n = 1; n <= 40; n++) {
                changes.add(paper(n, "Bees " + n));
            }
            CompletableFuture<Void> both =
                    CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> follow(index, changes)),
                            CompletableFuture.runAsync(() -> follow(other, changes)));
            both.get(60, TimeUnit.SECONDS);
            assertThat(index.cursor()).isEqualTo(40);
            assertThat(other.cursor()).isEqualTo(40);
            assertThat(index.size()).isEqualTo(new Size(40, 40));
        }
    }

    private static void follow(OpenIndex index, List<Change> changes) {
        while (index.cursor() < changes.size()) {
            int from = (int) index.cursor();
            int to = Math.min(changes.size(), from + 5);
            if (from < to) {
                index.apply(changes.subList(from, to), to);
            }
        }
    }

    /// It was held up for longer than its turn; what it still sends must not undo what came after.
    @Test
    void whoWasHeldUpOverwritesNothingNewer() {
        index.apply(List.of(paper(1, "Bees dance.")), 1);
        Change late = new Paper(1).number(2).passage("Bees run.", null).present();
        index.apply(
                List.of(
                        new Paper(1)
                                .number(5)
                                .access(TwoSets.STAFF_ONLY)
                                .passage("Bees sleep.", null)
                                .present()),
                5);
        writeAsIfStillOurs(late);
        assertThat(found(index, "bees")).isEmpty();
        assertThat(index.held(new DocumentId(0), 9)).extracting(Held::change).containsExactly(5L);
        assertThat(index.size()).isEqualTo(new Size(1, 1));
    }

    private void writeAsIfStillOurs(Change change) {
        QdrantProperties settings = QdrantIndexes.settings();
        ManagedChannel channel = channel();
        Line line =
                new Line(
                        channel,
                        channel,
                        new Failures("test"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
        String collection = server.names().iterator().next();
        try (QdrantStore store =
                new QdrantStore(
                        line,
                        new CollectionSetup(line, settings, collection, 4),
                        collection,
                        "test/model",
                        SearchParams.getDefaultInstance())) {
            new Writing(
                            store,
                            new PointsOfChange(QdrantIndexes.ANALYSIS, UsualLengths.UNKNOWN),
                            List.of(change),
                            () -> {})
                    .write(List.of(change));
        }
    }

    // --- searching

    /// No search sees a document missing or twice while it is replaced.
    @Test
    void aDocumentThatIsReplacedIsFoundAllTheTime() throws Exception {
        index.apply(List.of(paper(1, "Bees dance.")), 1);
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> {
                    for (int n = 2; n <= 30; n++) {
                        index.apply(
                                List.of(
                                        new Paper(1)
                                                .number(n)
                                                .passage("Bees " + "again ".repeat(n), null)
                                                .present()),
                                n);
                    }
                });
        while (!writing.isDone()) {
            assertThat(found(index, "bees")).containsExactly(1L);
        }
        writing.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aWordThatIsNotWrittenToItsEndIsFoundWhenNothingElseIs() {
        index.apply(
                List.of(
                        paper(1, "Retrieval of documents."),
                        paper(2, "The rate of retries."),
                        paper(3, "地震の予測。")),
                3);
        assertThat(found(index, "retriev")).containsExactly(1L);
        assertThat(found(index, "documents retriev")).containsExactly(1L);
        assertThat(found(index, "地")).containsExactly(3L);
        assertThat(found(index, "retriev ")).isEmpty();
    }

    /// What is hidden from a reader must not move his ranking either.
    @Test
    void theRankingIsToldOfVisibleDocumentsOnly() {
        List<Change> visible =
                List.of(
                        paper(1, "rice rice wheat"),
                        paper(2, "rice wheat wheat"),
                        paper(3, "barley"));
        index.apply(visible, 3);
        List<Scored> alone =
                index.legs(new Request("rice wheat", null, Filter.NONE, 10), TwoSets.STUDENT)
                        .words();
        List<Change> hidden = new ArrayList<>();
        for (long n = 10; n < 40; n++) {
            hidden.add(new Paper(n).access(TwoSets.STAFF_ONLY).passage("wheat", null).present());
        }
        index.apply(hidden, 40);
        assertThat(
                        index.legs(
                                        new Request("rice wheat", null, Filter.NONE, 10),
                                        TwoSets.STUDENT)
                                .words())
                .isEqualTo(alone);
    }

    /// A table of a hundred thousand numbers and as many names, each another one.
    @Test
    void whateverAFileHoldsItFitsARequest() {
        StringBuilder table = new StringBuilder();
        for (int row = 0; row < 120_000; row++) {
            table.append(row * 7).append(" name").append(Integer.toString(row, 36)).append('\n');
        }
        PointsOfChange points = new PointsOfChange(QdrantIndexes.ANALYSIS, UsualLengths.UNKNOWN);
        points.each(
                (Change.Present) new Paper(1).passage(table.toString(), null).present(),
                point -> assertThat(point.getSerializedSize()).isLessThan(16 << 20));
    }

    // --- the line

    @Test
    void aBusyServersOwnTimeIsWaitedFor() {
        index.cursor();
        AtomicInteger tries = new AtomicInteger();
        server.retryAfter("1")
                .fault(method ->
                        method.equals("Get") && tries.incrementAndGet() == 1
                                ? Status.RESOURCE_EXHAUSTED
                                : null);
        Instant start = Instant.now();
        assertThat(index.cursor()).isZero();
        assertThat(Duration.between(start, Instant.now()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }

    @Test
    void aDiskThatIsFullIsTold() {
        index.cursor();
        server.full(true);
        assertThat(trouble(() -> index.apply(List.of(paper(1, "Bees.")), 1)))
                .isEqualTo(Trouble.DISK_FULL);
        server.full(false);
        index.apply(List.of(paper(1, "Bees.")), 1);
        assertThat(found(index, "bees")).containsExactly(1L);
    }
}
