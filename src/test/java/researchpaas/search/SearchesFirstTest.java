package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SearchesFirstTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    /// Whose rests end with the searches only.
    private final SearchesFirst searches = new SearchesFirst(LONG);

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void endSearch() {
        end.countDown();
    }

    private CompletableFuture<String> searchUnderWay(SearchesFirst searches)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> answer =
                CompletableFuture.supplyAsync(() ->
                        searches.search(() -> {
                            begun.countDown();
                            return awaitEnd();
                        }));
        begun.await();
        return answer;
    }

    private String awaitEnd() {
        try {
            end.await();
            return "answered";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void workRestsUntilTheSearchIsAnswered() throws Exception {
        CompletableFuture<String> answer = searchUnderWay(searches);
        Thread work = Thread.ofPlatform().start(() -> searches.rest(LONG));

        await().until(() -> work.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        work.join();

        assertThat(answer.get()).isEqualTo("answered");
    }

    @Test
    void workGoesOnBesideSearchesThatNeverEnd() throws Exception {
        SearchesFirst hasty = new SearchesFirst(Duration.ofMillis(20));
        CompletableFuture<String> answer = searchUnderWay(hasty);

        assertThat(hasty.beside(() -> 1)).isEqualTo(1);
        hasty.rest(LONG);

        assertThat(answer).isNotDone();
    }

    @Test
    void workBesideNobodyDoesNotRest() {
        searches.search(() -> 1);

        searches.rest(LONG);
    }

    @Test
    void aSearchThatFailsHoldsNothingUp() {
        assertThatThrownBy(() ->
                        searches.search(() -> {
                            throw new IllegalStateException("failed");
                        }))
                .hasMessage("failed");

        searches.rest(LONG);
    }

    @Test
    void whoIsInterruptedKeepsWhatWasDone() throws Exception {
        searchUnderWay(searches);
        Thread.currentThread().interrupt();

        assertThat(searches.beside(() -> "done")).isEqualTo("done");
        assertThat(Thread.interrupted()).isTrue();
    }
}
