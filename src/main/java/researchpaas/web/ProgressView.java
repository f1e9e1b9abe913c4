package researchpaas.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Pace;

/// How far a scan is, in the figures that the page's script writes anew while it goes on. What is
/// unknown is empty.
///
/// @param share per mille; null until the files are listed
/// @param left the message of the time left, with its arguments
/// @param reading the path of the file that is being read
record ProgressView(
        String job,
        String state,
        @Nullable Integer share,
        List<String> files,
        List<String> bytes,
        List<String> pace,
        Left left,
        String reading) {

    static ProgressView of(Job job, String reading) {
        Pace pace = job.state() == JobState.RUNNING ? job.progress().pace() : null;
        boolean listed = job.planned() > 0;
        return new ProgressView(
                String.valueOf(job.id()),
                job.state().name(),
                listed ? (int) (job.share() * 1000) : null,
                listed ? List.of(whole(job.done()), whole(job.planned())) : List.of(),
                listed
                        ? List.of(
                                megabytes((double) job.progress().doneBytes()),
                                megabytes((double) job.plannedBytes()))
                        : List.of(),
                pace == null
                        ? List.of()
                        : List.of(tenths(pace.filesPerSecond()), megabytes(pace.bytesPerSecond())),
                job.timeLeft().map(Left::of).orElse(new Left("", List.of())),
                reading);
    }

    private static String whole(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String megabytes(double bytes) {
        return tenths(bytes / 1e6);
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /// @param unit `seconds`, `minutes` or `hours`; empty while unknown
    record Left(String unit, List<String> numbers) {
        static Left of(Duration left) {
            long seconds = left.toSeconds();
            if (seconds < 60) {
                return new Left("seconds", List.of(String.valueOf(seconds)));
            }
            long minutes = Math.round(seconds / 60.0);
            return minutes < 60
                    ? new Left("minutes", List.of(String.valueOf(minutes)))
                    : new Left(
                            "hours",
                            List.of(String.valueOf(minutes / 60), String.valueOf(minutes % 60)));
        }
    }
}
