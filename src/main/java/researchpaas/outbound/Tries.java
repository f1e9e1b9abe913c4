package researchpaas.outbound;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import researchpaas.outbound.CallFailed.Why;

/// Asks again where the one who asks says that it may, after pauses that grow and are never the
/// same, and only as long as the pause ends before the deadline.
///
/// @param most all together
/// @param pause after the first try, at most; it doubles
public record Tries(int most, Duration pause) {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /// @throws CallFailed when the thread is interrupted in a pause
    public <T> T run(Deadline until, Attempt<T> attempt) throws CallFailed {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.once();
            } catch (Again again) {
                Duration wait = again.after == null ? chance(tried) : again.after;
                if (tried >= most || wait.compareTo(until.remaining()) >= 0) {
                    throw again.failure;
                }
                sleep(wait);
            }
        }
    }

    private Duration chance(int tried) {
        long most = Math.min(LONGEST.toMillis(), pause.toMillis() << Math.min(tried - 1, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private static void sleep(Duration wait) throws CallFailed {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Why.CANCELLED, "The call was cancelled", e);
        }
    }

    @FunctionalInterface
    public interface Attempt<T> {
        T once() throws CallFailed;
    }

    /// Ended, and may be tried again.
    public static final class Again extends RuntimeException {
        private final RuntimeException failure;
        private final transient @Nullable Duration after;

        /// @param failure what it comes to when it is not tried again
        /// @param after what the service asks for
        public Again(RuntimeException failure, @Nullable Duration after) {
            super(failure);
            this.failure = failure;
            this.after = after;
        }
    }
}
