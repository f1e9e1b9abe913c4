package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import researchpaas.operate.Probe.Told;

class ProbeTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void tellsTheAnswerAndHowLongItTook() {
        Told<String> told = new Probe<>(() -> "fine", threads).ask(Duration.ofMinutes(1)).join();

        assertThat(told.isHere()).isTrue();
        assertThat(told.or("otherwise")).isEqualTo("fine");
        assertThat(told.latency()).isPositive();
    }

    @Test
    void tellsWhatWentWrong() {
        IllegalStateException why = new IllegalStateException("broken");
        Probe<String> probe =
                new Probe<>(
                        () -> {
                            throw why;
                        },
                        threads);

        assertThat(probe.ask(Duration.ofMinutes(1)).join()).isEqualTo(new Told.Failed<>(why));
    }

    @Test
    void answersInTimeAndAsksOnceWhileWhatItAsksHangs() {
        AtomicInteger asked = new AtomicInteger();
        Probe<Integer> probe =
                new Probe<>(
                        () -> {
                            asked.incrementAndGet();
                            await();
                            return 1;
                        },
                        threads);

        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            assertThat(probe.ask(SHORT).join()).isEqualTo(new Told.Late<>());
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(2));
        }
        assertThat(asked).hasValue(1);

        end.countDown();
        assertThat(probe.ask(Duration.ofMinutes(1)).join().or(0)).isEqualTo(1);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
