package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.audit.Actor;
import researchpaas.document.Category;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.operate.SwitchIndex.Asked;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchResult;
import researchpaas.search.lucene.ManyPassages;
import researchpaas.search.qdrant.FakeQdrant;

/// A library whose documents have subjects that lie beside each other, from Lucene to the double of
/// a Qdrant server and back, with searches and writes going on.
///
/// Neighbours share words, the nearer the more: so the first ten documents of a question are not
/// chance, as they are where a subject is in one document only and all the others are as far from
/// it as from each other.
///
/// `-Dswitch.passages=N` takes a smaller or larger library than what is asked for.
@DoorsTest
@Tag("long")
@TestPropertySource(properties = {"doors.context=large-switch", "doors.dimension=384"})
class LargeSwitchTest {
    private static final int PASSAGES_PER_DOCUMENT = 50;
    private static final int SUBJECT = 12;
    private static final int NEIGHBOURS = 40;
    private static final int DOCUMENTS =
            Integer.getInteger("switch.passages", 100_000) / PASSAGES_PER_DOCUMENT;

    private static final FakeQdrant SERVER = FakeQdrant.onSocket();

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("research-paas.qdrant.host", () -> "127.0.0.1");
        registry.add("research-paas.qdrant.grpc-port", () -> SERVER.address().getPort());
        // the double looks at every vector
        registry.add("research-paas.qdrant.timeout", () -> "30s");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Autowired SwitchIndex move;
    @Autowired Reconcile reconcile;
    @Autowired SearchDocuments search;
    @Autowired SmallLibrary library;
    @Autowired IndexFollower follower;

    private final Random random = new Random(37);
    private final ManyPassages texts = new ManyPassages(random, () -> new float[0]);

    /// The words of forty subjects, in a ring.
    private List<String> ring = List.of();

    /// One after the other, from 0.
    private void add(int number) {
        if (number % NEIGHBOURS == 0) {
            ring = List.of(texts.words(NEIGHBOURS).split(" "));
        }
        List<String> subject =
                IntStream.range(number, number + SUBJECT)
                        .mapToObj(at -> ring.get(at % NEIGHBOURS))
                        .collect(Collectors.toCollection(ArrayList::new));
        String title = String.join(" ", subject.subList(3, 9));
        String[] pages = new String[PASSAGES_PER_DOCUMENT];
        for (int page = 0; page < pages.length; page++) {
            Collections.shuffle(subject, random);
            pages[page] = String.join(" ", subject.subList(0, 8)) + " " + texts.words(60);
        }
        library.add(
                Category.PAPER,
                path(number),
                title,
                1990 + number % 35,
                "Author " + number % 500,
                pages);
    }

    private static String path(int number) {
        return "large/%d.pdf".formatted(number);
    }

    @Test
    void movesALargeLibraryThereAndBackWhileItIsUsed() throws Exception {
        for (int number = 0; number < DOCUMENTS; number++) {
            add(number);
        }
        assertThat(follower.awaitCaughtUp(Duration.ofMinutes(30))).isTrue();
        AtomicInteger written = new AtomicInteger();
        for (String engine : List.of("qdrant", "lucene")) {
            AtomicBoolean goesOn = new AtomicBoolean(true);
            List<Double> took = Collections.synchronizedList(new ArrayList<>());
            long start = System.nanoTime();
            try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> reads =
                        users.submit(() -> {
                            ManyPassages questions =
                                    new ManyPassages(new Random(3), () -> new float[0]);
                            while (goesOn.get()) {
                                long asked = System.nanoTime();
                                SearchResult found =
                                        search.search(Query.of(questions.words(4)), Reader.local());
                                took.add((System.nanoTime() - asked) / 1e6);
                                assertThat(found.total()).isPositive();
                                assertThat(found.degraded()).isFalse();
                                Thread.sleep(20);
                            }
                            return null;
                        });
                Future<?> writes =
                        users.submit(() -> {
                            while (goesOn.get()) {
                                int number = written.getAndIncrement();
                                add(DOCUMENTS + number);
                                library.nowVisibleTo(
                                        Set.of(
                                                new Principal(
                                                        number % 2 == 0
                                                                ? "role:faculty"
                                                                : "role:student")),
                                        path(number % DOCUMENTS));
                                Thread.sleep(500);
                            }
                            return null;
                        });
                SwitchReport report;
                try {
                    assertThat(move.begin(engine, "fake", Actor.local()))
                            .isInstanceOf(Asked.Accepted.class);
                    report = report(Duration.ofHours(1));
                } finally {
                    goesOn.set(false);
                }
                System.out.printf(
                        "switch to %s: %d documents, %d passages, %.1f s, %d documents written, %d"
                                + " searches (median %.0f ms, longest %.0f ms), differences %s, %s, %s%n",
                        engine,
                        report.documents(),
                        report.passages(),
                        (System.nanoTime() - start) / 1e9,
                        written.get(),
                        took.size(),
                        took.stream().sorted().skip(took.size() / 2).findFirst().orElse(0.0),
                        took.stream().mapToDouble(ms -> ms).max().orElse(0),
                        report.differences(),
                        report.vectors(),
                        report.answers());
                reads.get();
                writes.get();
                assertThat(report.switched()).as("%s", report).isTrue();
                assertThat(report.differences()).isEmpty();
            }
        }
        assertThat(follower.awaitCaughtUp(Duration.ofMinutes(5))).isTrue();
        reconcile.runNow(false);
        assertThat(Optional.ofNullable(reconcile.status().last()).orElseThrow().findings())
                .isEmpty();
    }

    private SwitchReport report(Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        SwitchReport last = move.status().last();
        while (last == null) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
            last = move.status().last();
        }
        return last;
    }
}
