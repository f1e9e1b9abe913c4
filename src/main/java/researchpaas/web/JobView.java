package researchpaas.web;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;

/// A scan as pages show it.
///
/// @param trouble why it failed as a whole; empty when it did not
/// @param counts only outcomes that occurred
record JobView(
        String id,
        String source,
        String state,
        boolean active,
        String trouble,
        int planned,
        int done,
        List<CountView> counts,
        @Nullable When created,
        @Nullable When started,
        @Nullable When ended) {

    static JobView of(Job job, String trouble, ZoneId zone) {
        List<CountView> counts =
                Arrays.stream(Outcome.values())
                        .filter(outcome -> job.count(outcome) > 0)
                        .map(outcome -> new CountView(outcome.name(), job.count(outcome)))
                        .toList();
        return new JobView(
                String.valueOf(job.id()),
                job.source(),
                job.state().name(),
                job.state() == JobState.WAITING || job.state() == JobState.RUNNING,
                trouble,
                job.planned(),
                counts.stream().mapToInt(CountView::files).sum(),
                counts,
                When.of(job.createdAt(), zone),
                When.of(job.startedAt(), zone),
                When.of(job.endedAt(), zone));
    }

    record CountView(String outcome, int files) {}

    /// A source's latest scan with the first of the files that were not read.
    record ScanView(JobView job, List<FileView> problems, boolean moreProblems) {}

    /// @param reason empty when nothing was wrong
    record FileView(String path, String outcome, String reason) {}
}
