package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Changes;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Size;

class IndexFollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<Integer, FileId> files = new HashMap<>();
    private TestLibrary library;
    private InMemorySearchIndex index;
    private IndexFollower follower;

    @BeforeEach
    void open(@TempDir Path home) {
        library = TestLibrary.sqlite(home);
        index = new InMemorySearchIndex(library.access());
        follower =
                new IndexFollower(
                        library.changes(), Served.always(index, new FakeEmbeddingModel()));
    }

    @AfterEach
    void stop() {
        follower.stop();
        library.close();
    }

    private void publish(int file, String text) {
        library.publication()
                .publish(
                        new Content(
                                files.computeIfAbsent(file, this::discovered),
                                "file" + file,
                                Category.PAPER,
                                "text/plain",
                                new Description(
                                        "Title",
                                        List.of(),
                                        "",
                                        List.of(),
                                        null,
                                        Language.ENGLISH,
                                        Instant.EPOCH),
                                List.of(new Page(1, text, 0, 0, List.of())),
                                List.of(
                                        new NewPassage(
                                                text,
                                                "",
                                                1,
                                                1,
                                                0,
                                                text.length(),
                                                Language.ENGLISH,
                                                text)),
                                "",
                                "1"));
    }

    private FileId discovered(int file) {
        return library.file("file" + file, library.access().idOf(Set.of(Principal.ANYONE)));
    }

    private long found(String word) {
        return index.legs(new Request(word, null, Filter.NONE, 10), Reader.local()).wordsTotal();
    }

    @Test
    void bringsEverythingThatWasPublishedBeforeIntoTheIndex() throws Exception {
        for (int file = 1; file <= 120; file++) {
            publish(file, "bees");
        }
        assertThat(follower.behind()).isEqualTo(120);
        follower.start();
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(index.size()).isEqualTo(new Size(120, 120));
        assertThat(follower.behind()).isZero();
    }

    @Test
    void takesUpWhatIsPublishedLater() throws Exception {
        follower.start();
        publish(1, "bees");
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        publish(1, "trams");
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(found("bees")).isZero();
        assertThat(found("trams")).isOne();
    }

    @Test
    void isReadyOnlyAfterItCaughtUpOnce() throws Exception {
        publish(1, "bees");
        assertThat(follower.isReady()).isFalse();
        follower.start();
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        // said after the follower has found nothing more, which is later than the index's cursor
        for (int wait = 0; !follower.isReady() && wait < 400; wait++) {
            Thread.sleep(50);
        }
        assertThat(follower.isReady()).isTrue();
    }

    /// A server that was restarted in the middle of a long import was not ready before its end.
    @Test
    void isReadyOnceLevelWithWhatThereWasAtItsStartHoweverMuchIsPublishedMeanwhile()
            throws Exception {
        publish(1, "bees");
        follower =
                new IndexFollower(
                        busy(library.changes()), Served.always(index, new FakeEmbeddingModel()));
        follower.start();
        for (int wait = 0; !follower.isReady() && wait < 400; wait++) {
            Thread.sleep(50);
        }
        assertThat(follower.isReady()).isTrue();
        assertThat(follower.behind()).isPositive();
    }

    /// Whenever it is asked for news there is more already.
    private Changes busy(Changes changes) {
        return new Changes() {
            @Override
            public List<Change> after(long cursor, int limit, String model) {
                List<Change> batch = changes.after(cursor, limit, model);
                publish(1, "bees " + System.nanoTime());
                return batch;
            }

            @Override
            public long last() {
                return changes.last();
            }
        };
    }

    @Test
    void goesOnByItselfWhenAnIndexComesBack() throws Exception {
        index.breakDown(true);
        publish(1, "bees");
        follower.start();
        Thread.sleep(200);
        assertThat(follower.isReady()).isFalse();
        index.breakDown(false);
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(found("bees")).isOne();
    }

    @Test
    void startsAgainAfterAStopWhereTheCursorStands() throws Exception {
        follower.start();
        publish(1, "bees");
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        follower.stop();
        publish(2, "trams");
        assertThat(follower.isRunning()).isFalse();
        assertThat(found("trams")).isZero();
        follower.start();
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(found("trams")).isOne();
    }

    /// A database that was deleted, or restored from a backup, counts from an earlier number: the
    /// index kept its documents for ever and never took the new ones.
    @Test
    void buildsAnIndexAnewThatIsAheadOfTheDatabase(@TempDir Path other) throws Exception {
        publish(1, "bees");
        publish(2, "trams");
        follower.start();
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        follower.stop();

        try (TestLibrary empty = TestLibrary.sqlite(other)) {
            var later =
                    new IndexFollower(
                            empty.changes(), Served.always(index, new FakeEmbeddingModel()));
            later.start();
            Instant end = Instant.now().plus(PATIENCE);
            while (index.cursor() > 0 && Instant.now().isBefore(end)) {
                Thread.sleep(10);
            }
            later.stop();
            assertThat(index.size()).isEqualTo(new Size(0, 0));
        }
    }

    @Test
    void saysSoWhenItDoesNotCatchUpInTime() throws Exception {
        publish(1, "bees");
        assertThat(follower.awaitCaughtUp(Duration.ofMillis(50))).isFalse();
    }
}
