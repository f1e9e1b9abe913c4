package researchpaas.search;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Searches come first. Work that nobody waits for at a screen goes through here, piece by piece:
/// while a search is being answered, whoever has done a piece rests, four times as long as the
/// piece took at most. Beside people who search without a break an import so still has a fifth of
/// the time, and beside nobody all of it.
@Component
public final class SearchesFirst {
    private static final int REST = 4;

    private final Duration longestRest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int underWay;

    SearchesFirst() {
        // what took long, on a machine that stood still, need not be waited for four times as long
        this(Duration.ofSeconds(5));
    }

    SearchesFirst(Duration longestRest) {
        this.longestRest = longestRest;
    }

    <T> T search(Supplier<T> search) {
        count(1);
        try {
            return search.get();
        } finally {
            count(-1);
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            underWay += change;
            if (underWay == 0) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param piece of work; a failure of it is the caller's, at once
    public <T> T beside(Supplier<T> piece) {
        long start = System.nanoTime();
        T done = piece.get();
        rest(Duration.ofNanos(System.nanoTime() - start));
        return done;
    }

    void rest(Duration worked) {
        Duration most = worked.multipliedBy(REST);
        long nanos = (most.compareTo(longestRest) < 0 ? most : longestRest).toNanos();
        lock.lock();
        try {
            while (underWay > 0 && nanos > 0) {
                nanos = quiet.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // what was done is done: who waits for it decides
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
