package researchpaas.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ingest jobs and what they did to each file, kept in the database.
public interface Jobs {
    /// A new job in state WAITING, or the waiting one when there is one already: a second request
    /// adds nothing.
    Job enqueue(String source);

    Optional<Job> find(long id);

    /// Newest first.
    List<Job> latest(int limit);

    /// The newest of each source, newest first.
    List<Job> latestOfEach();

    /// WAITING or RUNNING to RUNNING (a job whose process died is taken up again); false when it
    /// has ended.
    boolean begin(long id);

    /// How many files the scan will look at.
    void planned(long id, int files);

    /// One file is done; a second report of the same path replaces the first.
    void report(long id, FileReport report);

    /// So many files were found as they are known; those that this job itself published before a
    /// crash are among them. They are counted, not listed: a scan of an unchanged library must not
    /// write a row a file.
    void unchanged(long id, int files);

    /// Removes all jobs that ended, with their reports, but for the newest.
    void keepNewest(int jobs);

    /// @param trouble absent when the scan went through, whatever became of single files
    void end(long id, @Nullable Reason trouble);

    /// In the order of the paths, without the unchanged ones.
    List<FileReport> files(long id, int offset, int limit);

    enum JobState {
        WAITING,
        RUNNING,
        DONE,
        FAILED
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
            Map<Outcome, Integer> counts,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        public Job {
            counts = Map.copyOf(counts);
        }

        public int count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }
    }

    record FileReport(String path, Outcome outcome, @Nullable Reason reason) {}
}
