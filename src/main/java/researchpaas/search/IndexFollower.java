package researchpaas.search;

import java.time.Duration;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import researchpaas.document.Changes;

/// Keeps the index that serves at the database's heels: takes the changes behind the index's
/// cursor, in order, one batch at a time, on one thread. It needs no memory of its own, so a
/// restart, a fresh disk and a new engine are all the same to it.
@Component
public final class IndexFollower implements SmartLifecycle {
    private final Following following;

    IndexFollower(Changes changes, Served served) {
        following = new Following(changes, served, "index-follower");
    }

    /// There is something new. Never waits.
    public void wake() {
        following.wake();
    }

    /// How many change numbers the index is behind the database.
    ///
    /// @throws SearchIndex.IndexUnavailable when the index cannot be asked
    public long behind() {
        return following.behind();
    }

    /// Whether the index was level with the database at some time since the start.
    public boolean isReady() {
        return following.isReady();
    }

    /// Why the index could not take its last changes; empty while it takes them.
    public Optional<SearchIndex.Trouble> trouble() {
        return following.trouble();
    }

    /// Waits until everything that was published before this call can be found.
    ///
    /// @return false when that took longer
    public boolean awaitCaughtUp(Duration longest) throws InterruptedException {
        return following.awaitCaughtUp(longest);
    }

    @Override
    public void start() {
        following.start();
    }

    /// Ends after the batch at hand.
    @Override
    public void stop() {
        following.stop();
    }

    @Override
    public boolean isRunning() {
        return following.isRunning();
    }
}
