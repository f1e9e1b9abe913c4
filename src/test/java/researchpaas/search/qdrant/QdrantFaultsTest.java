package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.CollectionsGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.search.Filter;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.InMemoryIndexCursors;
import researchpaas.search.SearchEngine;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Trouble;
import researchpaas.search.SearchIndexContract.Paper;
import researchpaas.search.TwoSets;

/// What goes wrong between the program and a Qdrant server, over real sockets: each ends in time
/// and says what it is, and afterwards everything is there.
class QdrantFaultsTest {
    /// What a call may take, all its tries together.
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /// How long an end may take beyond that, on a machine that has other things to do.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Set<Thread> BEFORE = threads();

    private static final Duration HEALED = Duration.ofSeconds(15);

    private final FakeQdrant server = FakeQdrant.onSocket();
    private final FaultyWay way = new FaultyWay(server.address());
    private final InMemoryIndexCursors cursors = new InMemoryIndexCursors();
    private final SearchEngine engine = engine("right", PATIENCE);
    private final List<Change> changes = new ArrayList<>();
    private OpenIndex index;

    /// Another instance, for what does not have to be quick.
    private OpenIndex patient;

    private SearchEngine engine(String key, Duration patience) {
        return QdrantIndexes.over(QdrantIndexes.settings(way.url(), key, patience), cursors);
    }

    @BeforeEach
    void open() {
        for (int n = 1; n <= 6; n++) {
            changes.add(
                    new Paper(n)
                            .passage("Bees dance, says text number " + n, vector(n))
                            .passage("Trams run on rails.", vector(n + 10))
                            .present());
        }
        patient = engine("right", Duration.ofSeconds(60)).open(QdrantIndexes.MODEL);
        patient.apply(changes.subList(0, 3), 3);
        assertThat(holds()).containsExactly(1L, 2L, 3L);
        index = engine.open(QdrantIndexes.MODEL);
        assertThat(eventually(this::ready)).as("ready").isTrue();
    }

    private boolean ready() {
        try {
            return index.cursor() == 3;
        } catch (IndexUnavailable notYet) {
            return false;
        }
    }

    private static float[] vector(int n) {
        float[] vector = {n, 1, 2, 3};
        double length = Math.sqrt(n * n + 14.0);
        for (int at = 0; at < vector.length; at++) {
            vector[at] /= (float) length;
        }
        return vector;
    }

    @AfterEach
    void close() {
        index.close();
        patient.close();
        way.close();
        server.close();
    }

    /// No thread of the lines stays, whatever happened on them.
    @AfterAll
    static void noThreadIsLeft() {
        assertThat(eventually(() -> ours().isEmpty())).as("threads: %s", ours()).isTrue();
    }

    private static Set<Thread> ours() {
        return threads().stream()
                .filter(thread -> !BEFORE.contains(thread) && thread.getName().contains("grpc"))
                // Shared by all lines of the process, and gone when the last one is.
                .filter(thread -> !thread.getName().startsWith("grpc-shared-destroyer"))
                // Shared as well; other tests of this process hold lines for as long as it lives.
                .filter(thread -> !thread.getName().startsWith("grpc-default-executor"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    // --- what is expected of each

    /// Both sides of the index end in time, with the trouble's name.
    private void fails(Trouble trouble) {
        fails(trouble, () -> index.apply(changes.subList(3, 6), 6));
        fails(trouble, () -> found(index));
    }

    private void fails(Trouble trouble, Runnable call) {
        long start = System.nanoTime();
        IndexUnavailable told = catchThrowableOfType(IndexUnavailable.class, call::run);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(told).as("an error for " + trouble).isNotNull();
        assertThat(told.trouble())
                .as("%s, because of %s", told.getMessage(), told.getCause())
                .isEqualTo(trouble);
        assertThat(told.getMessage()).contains("Qdrant at").doesNotContain("right");
        assertThat(took).isLessThan(PATIENCE.plus(GRACE));
    }

    /// As the follower does: from the cursor on, again and again until everything is there.
    private void heals() {
        assertThat(eventually(this::catchUp)).as("caught up").isTrue();
        assertThat(holds()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(patient.held(new DocumentId(0), 100))
                .allSatisfy(held -> {
                    assertThat(held.change()).isEqualTo(held.document().value());
                    assertThat(held.parts()).hasSize(3);
                });
        assertThat(patient.size().documents()).isEqualTo(6);
        assertThat(patient.size().passages()).isEqualTo(12);
        assertThat(found(patient)).isEqualTo(6);
    }

    private boolean catchUp() {
        try {
            long cursor = index.cursor();
            if (cursor < 6) {
                index.apply(changes.subList((int) cursor, 6), 6);
            }
            return index.cursor() == 6;
        } catch (IndexUnavailable notYet) {
            return false;
        }
    }

    private List<Long> holds() {
        return patient.held(new DocumentId(0), 100).stream()
                .map(Held::document)
                .map(DocumentId::value)
                .toList();
    }

    private static long found(OpenIndex of) {
        return of.legs(new Request("bees", vector(1), Filter.NONE, 10), TwoSets.STUDENT)
                .wordsTotal();
    }

    private static boolean eventually(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + HEALED.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    // --- the faults

    @Test
    void aResetConnection() {
        way.reset();
        fails(Trouble.UNREACHABLE);
        way.open();
        heals();
    }

    @Test
    void aServerThatIsSlowerThanAnybodyWaits() {
        server.latency(Duration.ofMinutes(1));
        fails(Trouble.SLOW);
        server.latency(Duration.ZERO);
        heals();
    }

    /// The other end is gone without a word: a firewall that forgot, a machine without power.
    @Test
    void aHalfOpenConnection() {
        way.silence();
        fails(Trouble.SLOW);
        way.open();
        heals();
    }

    @Test
    void aServerThatTakesNoMoreForNow() {
        server.fault(_ -> Status.RESOURCE_EXHAUSTED);
        fails(Trouble.BUSY);
        server.fault(_ -> null);
        heals();
    }

    /// It is not asked again before the time that it said, and nobody waits for that longer than
    /// for anything.
    @Test
    void aServerThatSaysWhenToComeBack() {
        server.retryAfter("3600").fault(_ -> Status.RESOURCE_EXHAUSTED);
        int asked = server.asked();
        fails(Trouble.BUSY, () -> found(index));
        assertThat(server.asked() - asked).as("requests, none twice").isLessThanOrEqualTo(8);
        server.fault(_ -> null);
        heals();
    }

    @Test
    void aServerThatIsBusyForAMoment() {
        var left = new AtomicInteger(2);
        server.fault(_ -> left.getAndDecrement() > 0 ? Status.RESOURCE_EXHAUSTED : null);
        patient.apply(changes.subList(3, 6), 6);
        heals();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAUTHENTICATED", "PERMISSION_DENIED"})
    void aWrongKey(String code) {
        server.apiKey("another").wrongKey(Status.Code.valueOf(code));
        fails(Trouble.KEY_REFUSED);
        server.apiKey("right");
        heals();
    }

    @Test
    void aKeyThatIsMissingFromTheStart() {
        server.apiKey("right");
        try (OpenIndex keyless = engine("", PATIENCE).open(QdrantIndexes.MODEL)) {
            assertThatThrownBy(keyless::cursor)
                    .isInstanceOf(IndexUnavailable.class)
                    .hasMessageContaining("QDRANT_API_KEY");
        }
        heals();
    }

    /// Somebody made a collection of that name for another model.
    @Test
    void vectorsOfAnotherLength() {
        String collection = server.names().iterator().next();
        deleted(collection);
        stranger(collection);
        try (OpenIndex late = engine.open(QdrantIndexes.MODEL)) {
            fails(Trouble.WRONG_DIMENSION, late::cursor);
        }
        assertThat(server.points(collection)).as("left as it was").isZero();
        deleted(collection);
        heals();
    }

    /// The program runs on, its collection is gone: built anew from the database.
    @Test
    void aCollectionThatWentMissing() {
        deleted(server.names().iterator().next());
        heals();
    }

    @Test
    void aServerWithAFullDiskStillAnswers() {
        server.full(true);
        fails(Trouble.DISK_FULL, () -> index.apply(changes.subList(3, 6), 6));
        assertThat(found(patient)).isEqualTo(3);
        server.full(false);
        heals();
    }

    @Test
    void aServerThatIsStartedAnew() {
        server.stop();
        fails(Trouble.UNREACHABLE);
        server.start();
        heals();
    }

    /// Any call may fail before it is served, or be served and not answered.
    @Test
    void callsThatFailOrAreServedUnheardAtRandom() {
        var random = new Random(8);
        FakeQdrant.Fault chance = _ -> random.nextInt(4) == 0 ? Status.UNKNOWN : null;
        for (int round = 0; round < 25; round++) {
            server.fault(chance).lost(chance);
            catchUp();
            server.fault(_ -> null).lost(_ -> null);
            if (index.cursor() == 6) {
                heals();
                again(round);
            }
        }
        heals();
    }

    /// New numbers for documents 4 to 6, and the cursor as if they had just been published.
    private void again(int round) {
        index.forget(List.of(new DocumentId(4), new DocumentId(5), new DocumentId(6)));
        index.apply(List.of(), 3);
        assertThat(index.cursor()).as("round " + round).isEqualTo(3);
    }

    private void deleted(String collection) {
        admin(stub ->
                stub.delete(DeleteCollection.newBuilder().setCollectionName(collection).build()));
    }

    private void stranger(String collection) {
        var words = SparseVectorParams.getDefaultInstance();
        admin(stub ->
                stub.create(
                        CreateCollection.newBuilder()
                                .setCollectionName(collection)
                                .setVectorsConfig(
                                        VectorsConfig.newBuilder()
                                                .setParamsMap(
                                                        VectorParamsMap.newBuilder()
                                                                .putMap(
                                                                        Payload.MEANING,
                                                                        VectorParams.newBuilder()
                                                                                .setSize(8)
                                                                                .setDistance(
                                                                                        Distance
                                                                                                .Dot)
                                                                                .build())))
                                .setSparseVectorsConfig(
                                        SparseVectorConfig.newBuilder()
                                                .putMap(Payload.FILE_WORDS, words)
                                                .putMap(Payload.PASSAGE_WORDS, words))
                                .build()));
    }

    private void admin(java.util.function.Consumer<CollectionsGrpc.CollectionsBlockingStub> work) {
        var channel = server.channel().build();
        try {
            work.accept(CollectionsGrpc.newBlockingStub(channel));
        } finally {
            channel.shutdownNow();
        }
    }
}
