package researchpaas.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs.Outcome;

/// Told of each file that is imported: how long each step took, and what became of it.
public interface ImportWatch {
    void took(Step step, Duration time);

    /// @param outcome PUBLISHED, SKIPPED or FAILED
    /// @param reason absent for what was published
    void ended(Outcome outcome, @Nullable Reason reason);

    enum Step {
        FETCH,
        READ,
        DESCRIBE,
        EMBED,
        PUBLISH
    }

    /// Does the step, and tells how long it took, whatever becomes of it.
    default <T, X extends Exception> T timed(Step step, Work<T, X> work) throws X {
        long begun = System.nanoTime();
        try {
            return work.done();
        } finally {
            took(step, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T done() throws X;
    }
}
