package researchpaas.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import researchpaas.document.FileId;
import researchpaas.ingest.Jobs.Progress;

/// Keeps count while a scan runs, and writes the count down at a bounded rate: the files' threads
/// tell it, the scan's own thread has it written.
final class ScanProgress {
    /// How often a change is written at most, and so how old what pages show can be.
    static final Duration BEAT = Duration.ofMillis(500);

    /// The pace falls while a large file is read, which is no news that every beat must write.
    private static final Duration SAME = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final long job;
    private final Clock clock;
    private final RecentPace pace;
    private final Set<FileId> reading = new LinkedHashSet<>();
    private long doneBytes;
    private Progress written;
    private Instant writtenAt;

    /// @param doneBytes of the files that need no reading
    ScanProgress(Jobs jobs, long job, long doneBytes, Clock clock) {
        this.jobs = jobs;
        this.job = job;
        this.clock = clock;
        this.doneBytes = doneBytes;
        this.writtenAt = clock.instant();
        this.pace = new RecentPace(writtenAt);
        this.written = new Progress(doneBytes, null, null);
    }

    synchronized void begins(FileId file) {
        reading.add(file);
    }

    synchronized void ends(FileId file, long bytes) {
        reading.remove(file);
        doneBytes += bytes;
        pace.done(bytes, clock.instant());
    }

    /// Waits without an end for what the scan needs to go on, and writes meanwhile. An interruption
    /// is kept for later: half a scan is no state to leave.
    void writeUntil(Wait wait) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            write();
            try {
                over = wait.upTo(BEAT.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes what changed, unless something was written just now.
    private void write() {
        Instant now = clock.instant();
        if (Duration.between(writtenAt, now).compareTo(BEAT) >= 0) {
            Progress progress = progress(now);
            if (isNews(progress, now)) {
                write(progress, now);
            }
        }
    }

    interface Wait {
        /// Whether it is over.
        boolean upTo(long millis) throws InterruptedException;
    }

    /// The last word: nothing is being read any more.
    void finish() {
        Instant now = clock.instant();
        Progress last = progress(now);
        if (!last.equals(written)) {
            write(last, now);
        }
    }

    private void write(Progress progress, Instant now) {
        jobs.progress(job, progress);
        written = progress;
        writtenAt = now;
    }

    private boolean isNews(Progress progress, Instant now) {
        boolean step =
                progress.doneBytes() != written.doneBytes()
                        || !Objects.equals(progress.reading(), written.reading())
                        || (progress.pace() == null) != (written.pace() == null);
        boolean stale = Duration.between(writtenAt, now).compareTo(SAME) >= 0;
        return step || (stale && !progress.equals(written));
    }

    /// Of several files under way, the one that takes longest is the one to tell of.
    private synchronized Progress progress(Instant now) {
        FileId longest = reading.isEmpty() ? null : reading.iterator().next();
        return new Progress(doneBytes, pace.at(now), longest);
    }
}
