package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;

@Schema(name = "Job")
record JobJson(
        long id,
        String source,
        @Schema(allowableValues = {"waiting", "running", "done", "failed"}) String state,
        @Schema(description = "How many files the scan looks at; 0 until they are listed.")
                int planned,
        @Schema(description = "How many of them have been dealt with.") int done,
        @Schema(
                        description =
                                "How many files ended in which way: published, unchanged, moved, removed, skipped, failed.")
                Map<String, Integer> counts,
        @Schema(
                        description =
                                "Why the scan as a whole failed, in the language asked for; else null.")
                @Nullable String trouble,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        String url) {

    static JobJson of(Job job, Function<Reason, String> sentence) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name().toLowerCase(Locale.ROOT), job.count(outcome));
        }
        Reason trouble = job.trouble();
        return new JobJson(
                job.id(),
                job.source(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.planned(),
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts,
                trouble == null ? null : sentence.apply(trouble),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                "/documents/ingest/" + job.id());
    }
}
