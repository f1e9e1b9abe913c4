package researchpaas.answer;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.slf4j.MDC;

/// Runs what must not be interrupted, for a thread that may be: an interrupt closes the files of
/// the index and the connections of the database under everybody else who reads them. The caller
/// stops waiting at once; the work ends by itself a moment later.
final class Unharmed {
    private Unharmed() {}

    /// @throws AnswerQuestion.Cancelled when the caller's thread is interrupted
    static <T> T run(Supplier<T> work) {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    MDC.setContextMap(logged);
                    return work.get();
                });
        Thread.ofVirtual().name("answer-reading").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnswerQuestion.Cancelled(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
