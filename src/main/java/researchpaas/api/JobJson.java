package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Pace;
import researchpaas.ingest.Reason;

@Schema(name = "Job")
record JobJson(
        long id,
        String source,
        @Schema(allowableValues = {"waiting", "running", "done", "failed"}) String state,
        @Schema(description = "How many files the scan looks at; 0 until they are listed.")
                int planned,
        @Schema(description = "How many of them have been dealt with.") int done,
        @JsonProperty("planned_bytes")
                @Schema(description = "The size of the files that the scan looks at.")
                long plannedBytes,
        @JsonProperty("done_bytes")
                @Schema(description = "The size of those that have been dealt with.")
                long doneBytes,
        @Schema(
                        description =
                                "How far the scan is, from 0 to 1, by files and by bytes in equal parts.")
                double share,
        @JsonProperty("files_per_second")
                @Schema(
                        types = {"number", "null"},
                        format = "double",
                        description =
                                "The pace of the last 30 seconds, without files that are unchanged; null while it is unknown.")
                @Nullable Double filesPerSecond,
        @JsonProperty("bytes_per_second")
                @Schema(
                        types = {"number", "null"},
                        format = "double",
                        description = "The same in bytes.")
                @Nullable Double bytesPerSecond,
        @JsonProperty("seconds_left")
                @Schema(
                        types = {"integer", "null"},
                        format = "int64",
                        description =
                                "An estimate at this pace; null while it is unknown and when the scan does not run.")
                @Nullable Long secondsLeft,
        @Schema(
                        types = {"string", "null"},
                        description =
                                "The path of the file that is being read; null when none is, and for those who may not see it.")
                @Nullable String reading,
        @Schema(
                        description =
                                "How many files ended in which way: published, unchanged, moved, removed, skipped, failed.")
                Map<String, Integer> counts,
        @Schema(
                        types = {"string", "null"},
                        description =
                                "Why the scan as a whole failed, in the language asked for; else null.")
                @Nullable String trouble,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at")
                @Schema(
                        types = {"string", "null"},
                        format = "date-time",
                        description = "Null while the scan waits.")
                @Nullable Instant startedAt,
        @JsonProperty("ended_at")
                @Schema(
                        types = {"string", "null"},
                        format = "date-time",
                        description = "Null until the scan has ended.")
                @Nullable Instant endedAt,
        String url) {

    static JobJson of(Job job, @Nullable String reading, Function<Reason, String> sentence) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name().toLowerCase(Locale.ROOT), job.count(outcome));
        }
        Reason trouble = job.trouble();
        Pace pace = job.state() == JobState.RUNNING ? job.progress().pace() : null;
        return new JobJson(
                job.id(),
                job.source(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.planned(),
                job.done(),
                job.plannedBytes(),
                job.progress().doneBytes(),
                job.share(),
                pace == null ? null : pace.filesPerSecond(),
                pace == null ? null : pace.bytesPerSecond(),
                job.timeLeft().map(Duration::toSeconds).orElse(null),
                reading,
                counts,
                trouble == null ? null : sentence.apply(trouble),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                "/documents/ingest/" + job.id());
    }
}
