package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.operate.SwitchIndex.Asked;
import researchpaas.operate.SwitchIndex.Why;
import researchpaas.search.ActiveIndex;
import researchpaas.search.CompareAnswers.Compared;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.EmbeddingModels;
import researchpaas.search.FakeEmbeddingModel;
import researchpaas.search.IndexChoices;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;
import researchpaas.search.qdrant.FakeQdrant;

/// Lucene and the double of a Qdrant server on a socket, and two models.
@DoorsTest
@Import(SwitchIndexTest.Parts.class)
@TestPropertySource(properties = "doors.context=switch")
class SwitchIndexTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Choice LUCENE = new Choice("lucene", "fake", 2);
    private static final Choice QDRANT = new Choice("qdrant", "fake", 2);
    private static final Choice WIDE = new Choice("lucene", "wide", 3);

    private static final FakeQdrant SERVER = FakeQdrant.onSocket();

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("research-paas.qdrant.host", () -> "127.0.0.1");
        registry.add("research-paas.qdrant.grpc-port", () -> SERVER.address().getPort());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @TestConfiguration
    static class Parts {
        @Bean
        EmbeddingModels others() {
            EmbeddingModel wide = new FakeEmbeddingModel("wide", 3);
            return new EmbeddingModels() {
                @Override
                public Optional<EmbeddingModel> of(String id) {
                    return id.equals("wide") ? Optional.of(wide) : Optional.empty();
                }

                @Override
                public List<String> known() {
                    return List.of("wide");
                }

                @Override
                public Optional<String> configured() {
                    return Optional.empty();
                }
            };
        }
    }

    @Autowired SwitchIndex move;
    @Autowired ActiveIndex active;
    @Autowired IndexChoices choices;
    @Autowired Reconcile reconcile;
    @Autowired SearchDocuments search;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;
    @Autowired IndexFollower follower;
    @Autowired JdbcClient sql;

    @BeforeEach
    void fill() throws Exception {
        library.fill();
        if (!active.current().equals(LUCENE)) {
            moved("lucene", "fake");
        }
    }

    @AfterEach
    void mend() {
        index.breakDown(false);
        index.lose(null);
    }

    private void add(int number) {
        library.add(
                Category.PAPER,
                "switch/%d.pdf".formatted(number),
                "Bees of meadow %d".formatted(number),
                2024,
                "Ada Moreau",
                "The first page of paper %d tells of bees.".formatted(number),
                "本論文 %d は蜜蜂について述べる。".formatted(number));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        await(condition, PATIENCE);
    }

    private static void await(BooleanSupplier condition, Duration patience)
            throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }

    private SwitchReport moved(String engine, String model) throws InterruptedException {
        assertThat(move.begin(engine, model, Actor.local())).isInstanceOf(Asked.Accepted.class);
        return report();
    }

    private SwitchReport report() throws InterruptedException {
        return report(PATIENCE);
    }

    private SwitchReport report(Duration patience) throws InterruptedException {
        await(() -> move.status().last() != null, patience);
        return Optional.ofNullable(move.status().last()).orElseThrow();
    }

    private long found(String question) {
        return search.search(Query.of(question), Reader.local()).total();
    }

    @Test
    void movesThereAndBackWhileTheLibraryIsUsed() throws Exception {
        for (int number = 0; number < 70; number++) {
            add(number);
        }
        library.awaitCaughtUp();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger searches = new AtomicInteger();
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reads =
                    users.submit(() -> {
                        while (goesOn.get()) {
                            assertThat(found("bees of the meadow")).isPositive();
                            searches.incrementAndGet();
                            Thread.sleep(5);
                        }
                        return null;
                    });
            Future<?> writes =
                    users.submit(() -> {
                        for (int number = 40; goesOn.get(); number++) {
                            add(number);
                            library.nowVisibleTo(
                                    Set.of(
                                            new Principal(
                                                    number % 2 == 0
                                                            ? "role:faculty"
                                                            : "role:student")),
                                    "switch/%d.pdf".formatted(number - 30));
                            Thread.sleep(40);
                        }
                        return null;
                    });
            try {
                SwitchReport there = moved("qdrant", "fake");
                assertThat(there.switched()).as("%s", there).isTrue();
                assertThat(active.current()).isEqualTo(QDRANT);
                assertThat(active.engine()).isEqualTo("qdrant");
                assertThat(there.differences()).isEmpty();
                assertThat(there.documents()).isGreaterThan(70);
                assertThat(there.vectors().compared()).isPositive();
                assertThat(there.vectors().missing()).isZero();
                assertThat(there.vectors().leastCosine()).isGreaterThan(.999);
                assertThat(there.vectorsComputed()).isZero();
                Compared answers = Objects.requireNonNull(there.answers());
                assertThat(answers.questions()).isPositive();

                assertThat(move.back(Actor.local())).isEqualTo(new Asked.Accepted(LUCENE));
                SwitchReport back = report();
                assertThat(back.switched()).as("%s", back).isTrue();
                assertThat(back.from()).isEqualTo(QDRANT);
                assertThat(active.current()).isEqualTo(LUCENE);
            } finally {
                goesOn.set(false);
            }
            reads.get();
            writes.get();
        }
        assertThat(searches).hasPositiveValue();
        library.awaitCaughtUp();
        reconcile.runNow(false);
        assertThat(Optional.ofNullable(reconcile.status().last()).orElseThrow().findings())
                .isEmpty();
    }

    @Test
    void theVectorsOfAnotherModelAreComputedBesideTheOldOnesAndOnce() throws Exception {
        long fake = vectors("fake");
        SwitchReport there = moved("lucene", "wide");
        assertThat(there.switched()).as("%s", there).isTrue();
        assertThat(active.current()).isEqualTo(WIDE);
        assertThat(there.vectorsComputed()).isPositive();
        assertThat(vectors("fake")).isEqualTo(fake);
        assertThat(vectors("wide")).isEqualTo(there.vectorsComputed());
        assertThat(found("sparse attention")).isPositive();

        SwitchReport back = moved("lucene", "fake");
        assertThat(back.vectorsComputed()).isZero();
        SwitchReport again = moved("lucene", "wide");
        assertThat(again.vectorsComputed()).isZero();
    }

    private long vectors(String model) {
        return sql.sql("select count(*) from vectors where model = :model")
                .param("model", model)
                .query(Long.class)
                .single();
    }

    @Test
    void anIndexThatLacksADocumentDoesNotServe() throws Exception {
        assertThat(move.status().held()).contains("lucene/fake");
        moved("qdrant", "fake");
        moved("lucene", "fake");
        assertThat(move.forget(Actor.local())).isEqualTo(new Asked.Accepted(QDRANT));
        assertThat(move.status().held()).doesNotContain("qdrant/fake");

        index.lose(
                new DocumentId(
                        sql.sql("select id from documents where number = 1 and category = 'paper'")
                                .query(Long.class)
                                .single()));
        SwitchReport report = moved("qdrant", "fake");
        assertThat(report.switched()).isFalse();
        assertThat(report.differences())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.NOT_INDEXED);
        assertThat(active.current()).isEqualTo(LUCENE);
        assertThat(choices.standing().orElseThrow().building()).isNull();
    }

    @Test
    void waitsForAnEngineThatIsAwayAndGoesOnByItself() throws Exception {
        moved("qdrant", "fake");
        index.breakDown(true);
        assertThat(move.back(Actor.local())).isInstanceOf(Asked.Accepted.class);
        await(() -> move.status().broke());
        assertThat(active.current()).isEqualTo(QDRANT);
        index.breakDown(false);
        assertThat(report().switched()).isTrue();
        assertThat(active.current()).isEqualTo(LUCENE);
    }

    /// What a killed instance leaves is the row, and what it had built.
    @Test
    void whatWasUnderWayIsTakenUp() throws Exception {
        assertThat(choices.build(QDRANT, false)).isTrue();
        await(() -> active.current().equals(QDRANT));
        assertThat(report().switched()).isTrue();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(move.begin("solr", null, Actor.local()))
                .isEqualTo(new Asked.Refused(Why.UNKNOWN_ENGINE));
        assertThat(move.begin(null, "large", Actor.local()))
                .isEqualTo(new Asked.Refused(Why.UNKNOWN_MODEL));
        assertThat(move.begin("lucene", "fake", Actor.local()))
                .isEqualTo(new Asked.Refused(Why.SERVES_ALREADY));
        assertThat(move.giveUp(Actor.local())).isEqualTo(new Asked.Refused(Why.NOTHING_IS_BUILT));
        index.breakDown(true);
        assertThat(move.begin("qdrant", null, Actor.local())).isEqualTo(new Asked.Accepted(QDRANT));
        assertThat(move.begin("qdrant", "wide", Actor.local()))
                .isEqualTo(new Asked.Refused(Why.ANOTHER_IS_BUILT));
        assertThat(move.giveUp(Actor.local())).isEqualTo(new Asked.Accepted(QDRANT));
        assertThat(move.building()).isEmpty();
    }
}
