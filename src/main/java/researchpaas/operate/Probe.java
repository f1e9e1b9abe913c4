package researchpaas.operate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A question to something that may hang. Whoever asks while an earlier question hangs waits his
/// time out and adds no thread to it.
final class Probe<T> {
    private final Supplier<T> question;
    private final Executor threads;
    private final Semaphore alone = new Semaphore(1);

    Probe(Supplier<T> question, Executor threads) {
        this.question = question;
        this.threads = threads;
    }

    /// Completes in time whatever happens, and never with an exception.
    CompletableFuture<Told<T>> ask(Duration longest) {
        long begin = System.nanoTime();
        return CompletableFuture.supplyAsync(() -> answer(begin, longest), threads)
                .completeOnTimeout(new Told.Late<>(), longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Told<T> answer(long begin, Duration longest) {
        try {
            if (!alone.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Told.Late<>();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told.Late<>();
        }
        try {
            T answer = question.get();
            return new Told.Here<>(answer, Duration.ofNanos(System.nanoTime() - begin));
        } catch (RuntimeException e) {
            return new Told.Failed<>(e);
        } finally {
            alone.release();
        }
    }

    sealed interface Told<T> {
        record Here<T>(T answer, Duration latency) implements Told<T> {}

        record Failed<T>(RuntimeException why) implements Told<T> {}

        record Late<T>() implements Told<T> {}

        default boolean isHere() {
            return this instanceof Here;
        }

        default T or(T otherwise) {
            return this instanceof Here<T>(T answer, _) ? answer : otherwise;
        }

        default @Nullable Duration latency() {
            return this instanceof Here<T>(_, Duration took) ? took : null;
        }
    }
}
