package researchpaas.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/// Several files at once, so that reading one and computing the vectors of another overlap: so many
/// for all sources together, in turns, for a few uploads need not wait for a large folder.
@Component
final class FilesAtOnce {
    private final Semaphore places;

    FilesAtOnce(IngestLimits limits) {
        this.places = new Semaphore(limits.filesAtOnce(), true);
    }

    /// Returns when all tasks that were begun are done. What cannot even be reported (the disk is
    /// full, the program ends) ends the scan: the files that are left would fare no better, and
    /// whoever runs the job tries it again.
    ///
    /// @param begin asked before each task on the caller's thread; false leaves it and the rest
    ///   undone
    <T> void run(List<T> tasks, ScanProgress progress, Predicate<T> begin, Consumer<T> work) {
        AtomicReference<@Nullable RuntimeException> trouble = new AtomicReference<>();
        Map<String, String> logged = MDC.getCopyOfContextMap();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T task : tasks) {
                progress.writeUntil(beat -> places.tryAcquire(beat, TimeUnit.MILLISECONDS));
                if (trouble.get() != null || !mayBegin(task, begin, trouble)) {
                    places.release();
                    break;
                }
                threads.execute(() -> {
                    MDC.setContextMap(logged);
                    try {
                        work.accept(task);
                    } catch (RuntimeException e) {
                        trouble.compareAndSet(null, e);
                    } finally {
                        places.release();
                    }
                });
            }
            threads.shutdown();
            progress.writeUntil(beat -> threads.awaitTermination(beat, TimeUnit.MILLISECONDS));
        }
        RuntimeException first = trouble.get();
        if (first != null) {
            throw first;
        }
    }

    private static <T> boolean mayBegin(
            T task, Predicate<T> begin, AtomicReference<@Nullable RuntimeException> trouble) {
        try {
            return begin.test(task);
        } catch (RuntimeException e) {
            trouble.compareAndSet(null, e);
            return false;
        }
    }
}
