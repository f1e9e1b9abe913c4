package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import researchpaas.account.Reader;
import researchpaas.search.EmbeddingModel.Card;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Request;

class GuardedIndexTest {
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration delay = Duration.ofMillis(600);
    private volatile boolean broken = true;

    private final GuardedIndex index =
            new GuardedIndex(new Engine(), new Card("m", 2, 8, Set.of()));

    /// Its index answers each question late, with an outage where it is broken.
    private final class Engine implements SearchEngine {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public OpenIndex open(Card model) {
            InMemorySearchIndex real = new InMemorySearchIndex(new TwoSets());
            return (OpenIndex)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {OpenIndex.class},
                            (_, method, arguments) -> {
                                asked.incrementAndGet();
                                Thread.sleep(delay);
                                if (broken) {
                                    throw new IndexUnavailable(
                                            "told to fail", new IllegalStateException());
                                }
                                return method.invoke(real, arguments);
                            });
        }

        @Override
        public List<String> held() {
            return List.of();
        }

        @Override
        public void discard(String model) {}
    }

    private void search() {
        index.legs(new Request("bees", null, Filter.NONE, 10), Reader.local());
    }

    private void fails() {
        assertThatThrownBy(this::search).isInstanceOf(IndexUnavailable.class);
    }

    @Test
    void onlyTheFirstSearchWaitsForAnEngineThatHangs() {
        fails();
        long start = System.nanoTime();
        for (int n = 0; n < 100; n++) {
            fails();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(delay);
        assertThat(asked).hasValue(1);

        broken = false;
        assertThat(index.cursor()).as("the follower reaches it").isZero();
        search();
        assertThat(asked).hasValue(3);
    }

    @Test
    void anEngineThatRefusesAtOnceIsAskedEachTime() {
        delay = Duration.ZERO;
        fails();
        fails();
        assertThat(asked).hasValue(2);
        broken = false;
        search();
    }

    @Test
    void aClosedOneDoesNotOpenAgain() {
        index.close();
        fails();
        assertThat(asked).hasValue(0);
    }
}
