package researchpaas.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.document.FileId;

/// Ingest jobs and what they did to each file, kept in the database.
public interface Jobs {
    /// A new job in state WAITING, or the waiting one when there is one already: a second request
    /// adds nothing.
    Job enqueue(String source);

    Optional<Job> find(long id);

    /// Newest first.
    List<Job> latest(int limit);

    /// The newest of each source, in the order of their names.
    List<Job> latestOfEach();

    /// The newest of one source.
    Optional<Job> latestOf(String source);

    /// WAITING or RUNNING to RUNNING (a job whose process died is taken up again); false when it
    /// has ended.
    boolean begin(long id);

    /// How many files the scan will look at, and their size together.
    void planned(long id, int files, long bytes);

    /// How far the scan is now; replaces what was told before.
    void progress(long id, Progress progress);

    /// The path of the file that is being read; absent when none is, or when the reader may not see
    /// it.
    Optional<String> reading(long id, Reader reader);

    /// One file is done; a second report of the same file replaces the first.
    void report(long id, FileReport report);

    /// So many files were found as they are known; those that this job itself published before a
    /// crash are among them. They are counted, not listed: a scan of an unchanged library must not
    /// write a row a file.
    ///
    /// @param bytes their size together, which counts as done
    void unchanged(long id, int files, long bytes);

    /// So many more files were found as they are known.
    void unchangedToo(long id, int files);

    /// Removes all jobs that ended, with their reports, but for the newest.
    void keepNewest(int jobs);

    /// @param trouble absent when the scan went through, whatever became of single files
    void end(long id, @Nullable Reason trouble);

    /// A person wants it to stop: a waiting one ends CANCELLED at once, a running one at its next
    /// file.
    ///
    /// @return false when it has ended already
    boolean cancel(long id);

    /// Whether [#cancel] was called for the running job.
    boolean isCancelAsked(long id);

    /// It stopped since somebody wanted it to; what it did stays.
    void endCancelled(long id);

    /// In the order of the paths, without the unchanged ones.
    List<FileReport> files(long id, int offset, int limit);

    enum JobState {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        /// Somebody stopped it; the next one goes on from there.
        CANCELLED
    }

    /// What a scan did to a file.
    enum Outcome {
        PUBLISHED,
        UNCHANGED,
        MOVED,
        REMOVED,
        SKIPPED,
        FAILED
    }

    /// @param counts how many files ended in each outcome; every outcome that occurred is present
    record Job(
            long id,
            String source,
            JobState state,
            @Nullable Reason trouble,
            int planned,
            long plannedBytes,
            Map<Outcome, Integer> counts,
            Progress progress,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        public Job {
            counts = Map.copyOf(counts);
        }

        public int count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }

        /// How many files have been dealt with.
        public int done() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        /// Whether it waits or runs.
        public boolean isActive() {
            return state == JobState.WAITING || state == JobState.RUNNING;
        }

        /// From 0 to 1, by files and by bytes in equal parts; 0 until the files are listed.
        public double share() {
            double files = planned == 0 ? 0 : Math.min(1, (double) done() / planned);
            return plannedBytes == 0
                    ? files
                    : (files + Math.min(1, (double) progress.doneBytes() / plannedBytes)) / 2;
        }

        /// An estimate at the recent pace, by files and by bytes together: each file counts as its
        /// bytes and as many again as a file has on average. Absent while it is unknown, and when
        /// the job does not run.
        public Optional<Duration> timeLeft() {
            Pace pace = progress.pace();
            if (state != JobState.RUNNING || pace == null) {
                return Optional.empty();
            }
            double file = plannedBytes > 0 && planned > 0 ? (double) plannedBytes / planned : 1;
            double left =
                    Math.max(0, plannedBytes - progress.doneBytes())
                            + Math.max(0, planned - done()) * file;
            double perSecond = pace.bytesPerSecond() + pace.filesPerSecond() * file;
            return perSecond > 0
                    ? Optional.of(Duration.ofSeconds((long) Math.ceil(left / perSecond)))
                    : Optional.empty();
        }
    }

    /// How far a scan is.
    ///
    /// @param doneBytes size of the files that have been dealt with
    /// @param pace absent while it is unknown
    /// @param reading the file that is being read; [#reading] gives its path to those who may see
    ///   it
    record Progress(long doneBytes, @Nullable Pace pace, @Nullable FileId reading) {}

    /// @param externalId tells files apart that bear one path; empty where the path does
    record FileReport(String path, String externalId, Outcome outcome, @Nullable Reason reason) {
        public FileReport(String path, Outcome outcome, @Nullable Reason reason) {
            this(path, "", outcome, reason);
        }
    }
}
