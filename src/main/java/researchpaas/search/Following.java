package researchpaas.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.document.Changes;
import researchpaas.document.Changes.Change;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.Served.Serving;

/// One index, or whichever serves at the moment, on its way behind the database, on one thread.
final class Following {
    private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);

    /// Documents in a batch; bounds the memory, since a batch holds its documents' texts and
    /// vectors.
    private static final int BATCH = 50;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Changes changes;
    private final Served served;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private boolean awake;
    private boolean running;
    private boolean caughtUpOnce;

    /// What there was when it was looked for the first time. Level with that is level: while much
    /// is imported there may be no moment without something newer.
    private @Nullable Long atStart;

    private SearchIndex.@Nullable Trouble trouble;
    private @Nullable Thread thread;

    /// @param name of the thread
    Following(Changes changes, Served served, String name) {
        this.changes = changes;
        this.served = served;
        this.name = name;
    }

    /// There is something new. Never waits.
    void wake() {
        lock.lock();
        try {
            awake = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How many change numbers the index is behind the database.
    ///
    /// @throws SearchIndex.IndexUnavailable when the index cannot be asked
    long behind() {
        return Math.max(0, changes.last() - served.now().index().cursor());
    }

    /// Whether the index was level with the database at some time since the start.
    boolean isReady() {
        lock.lock();
        try {
            return caughtUpOnce;
        } finally {
            lock.unlock();
        }
    }

    /// Why the index could not take its last changes; empty while it takes them.
    Optional<SearchIndex.Trouble> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(trouble);
        } finally {
            lock.unlock();
        }
    }

    private void remember(SearchIndex.@Nullable Trouble now) {
        lock.lock();
        try {
            trouble = now;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything that was published before this call can be found.
    ///
    /// @return false when that took longer
    boolean awaitCaughtUp(Duration longest) throws InterruptedException {
        long goal = changes.last();
        long nanos = longest.toNanos();
        wake();
        lock.lock();
        try {
            while (served.now().index().cursor() < goal || (running && !caughtUpOnce)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = progress.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void start() {
        lock.lock();
        try {
            if (!running) {
                running = true;
                thread = Thread.ofPlatform().name(name).daemon().start(this::follow);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends after the batch at hand.
    void stop() {
        Thread ending;
        lock.lock();
        try {
            running = false;
            ending = thread;
            thread = null;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            join(ending);
        }
    }

    private static void join(Thread ending) {
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        Duration pause = POLL;
        while (isRunning()) {
            try {
                boolean more = applyNext();
                remember(null);
                pause = POLL;
                if (!more) {
                    rest(pause, true);
                }
            } catch (RuntimeException | Error e) {
                // whatever went wrong (database, index, disk, memory), the cursor has not moved and
                // the next try starts
                // there; a thread that ended here would leave search behind until somebody noticed
                log.atError()
                        .addKeyValue("nextTrySeconds", pause.toSeconds())
                        .setCause(e)
                        .log("The search index could not follow the database.");
                if (e instanceof IndexUnavailable unavailable) {
                    remember(unavailable.trouble());
                }
                rest(pause, false);
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                ? LONGEST_PAUSE
                                : pause.multipliedBy(2);
            }
        }
    }

    /// @return whether there may be more at once
    private boolean applyNext() {
        // one and the same for the whole step: another one has another cursor and other vectors
        Serving serving = served.now();
        SearchIndex index = serving.index();
        long cursor = index.cursor();
        long last = changes.last();
        if (last < cursor) {
            log.atWarn()
                    .addKeyValue("index", cursor)
                    .addKeyValue("database", last)
                    .log(
                            "The search index is ahead of the database, which was replaced or restored; it is built anew.");
            index.startOver();
            return true;
        }
        List<Change> batch =
                last > cursor
                        ? changes.after(cursor, BATCH, serving.model().card().id())
                        : List.of();
        if (!batch.isEmpty()) {
            index.apply(batch, batch.getLast().number());
        }
        lock.lock();
        try {
            if (atStart == null) {
                atStart = last;
            }
            caughtUpOnce |= batch.isEmpty() || batch.getLast().number() >= atStart;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        return !batch.isEmpty();
    }

    private void rest(Duration longest, boolean wakeable) {
        lock.lock();
        try {
            long nanos = longest.toNanos();
            while (running && nanos > 0 && !(wakeable && awake)) {
                nanos = news.awaitNanos(nanos);
            }
            awake = false;
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
