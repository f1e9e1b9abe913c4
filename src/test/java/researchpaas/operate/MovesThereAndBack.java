package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.document.Category;
import researchpaas.doors.SmallLibrary;
import researchpaas.operate.SwitchIndex.Asked;
import researchpaas.search.ActiveIndex;
import researchpaas.search.CompareAnswers.Compared;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;

/// From Lucene to the double of a Qdrant server and back, on whichever database.
abstract class MovesThereAndBack {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Choice LUCENE = new Choice("lucene", "fake", 64);
    static final Choice QDRANT = new Choice("qdrant", "fake", 64);

    @Autowired SwitchIndex move;
    @Autowired ActiveIndex active;
    @Autowired Reconcile reconcile;
    @Autowired SearchDocuments search;
    @Autowired SmallLibrary library;

    @Test
    void movesThereAndBackWhileTheLibraryIsUsed() throws Exception {
        for (int number = 0; number < 70; number++) {
            add(number);
        }
        library.awaitCaughtUp();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger searches = new AtomicInteger();
        AtomicInteger newest = new AtomicInteger();
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
                            newest.set(number);
                            Thread.sleep(40);
                        }
                        return null;
                    });
            try {
                // a quick move would be over before the first new document
                await(() -> newest.get() >= 70);
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

    /// Each shares places with some of the others. Were they all alike, their vectors were the
    /// same, and which of those a graph leads to is chance.
    void add(int number) {
        String places =
                "hill%d, wood%d and stream%d".formatted(number % 5, number % 7, number % 11);
        library.add(
                Category.PAPER,
                "switch/%d.pdf".formatted(number),
                "Bees of meadow %d: %s".formatted(number, places),
                2024,
                "Ada Moreau",
                "The first page of paper %d tells of bees at %s.".formatted(number, places),
                "本論文 %d は蜜蜂について述べる。".formatted(number));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        await(condition, PATIENCE);
    }

    static void await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(10);
        }
    }

    SwitchReport moved(String engine, String model) throws InterruptedException {
        assertThat(move.begin(engine, model, Actor.local())).isInstanceOf(Asked.Accepted.class);
        return report();
    }

    SwitchReport report() throws InterruptedException {
        return report(PATIENCE);
    }

    SwitchReport report(Duration patience) throws InterruptedException {
        await(() -> move.status().last() != null, patience);
        return Optional.ofNullable(move.status().last()).orElseThrow();
    }

    long found(String question) {
        return search.search(Query.of(question), Reader.local()).total();
    }
}
