package researchpaas.web;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;

/// A scan as pages show it.
///
/// @param trouble why it failed as a whole; empty when it did not
/// @param counts only outcomes that occurred; while it goes on, also those that may
record JobView(
        String id,
        SourceName source,
        String state,
        boolean active,
        String trouble,
        ProgressView progress,
        List<CountView> counts,
        @Nullable When created,
        @Nullable When started,
        @Nullable When ended) {

    /// @param reading the path of the file that is being read; empty when there is none to tell
    static JobView of(Job job, String reading, String trouble, ZoneId zone) {
        List<CountView> counts =
                Arrays.stream(Outcome.values())
                        .filter(outcome -> job.isActive() || job.count(outcome) > 0)
                        .map(outcome -> new CountView(outcome.name(), job.count(outcome)))
                        .toList();
        return new JobView(
                String.valueOf(job.id()),
                SourceName.of(job.source()),
                job.state().name(),
                job.isActive(),
                trouble,
                ProgressView.of(job, reading),
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
