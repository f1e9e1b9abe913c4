package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.operate.Finding;
import researchpaas.operate.Health.Part;
import researchpaas.operate.Health.State;
import researchpaas.operate.Reconciliation;
import researchpaas.operate.StateDisk;

/// How one part is.
@Schema(name = "HealthPart")
record HealthPartJson(
        @Schema(allowableValues = {"healthy", "degraded", "down", "not_configured"}) String status,
        @JsonProperty("latency_ms")
                @Schema(description = "How long its answer took; null for what was not asked now.")
                @Nullable Double latency,
        @Schema(description = "What is wrong and what to do; null where nothing is.")
                @Nullable ReasonJson reason,
        @Schema(description = "When it was first seen in this state since the start.")
                @Nullable Instant since,
        @Schema(
                        description =
                                "The moment that the state is of: the last use for what is outside; null while that is not known.")
                @Nullable Instant seen) {

    static HealthPartJson absent() {
        return new HealthPartJson("not_configured", null, null, null, null);
    }

    static HealthPartJson of(Part part, @Nullable ReasonJson reason) {
        Duration latency = part.latency();
        return new HealthPartJson(
                part.state() == State.OFF
                        ? "not_configured"
                        : part.state().name().toLowerCase(Locale.ROOT),
                latency == null ? null : Math.round(latency.toNanos() / 10_000.0) / 100.0,
                reason,
                part.since(),
                part.seen());
    }

    /// @param code for programs
    @Schema(name = "HealthReason")
    record ReasonJson(
            String code,
            @Schema(description = "What is wrong and what to do, in the language asked for.")
                    String message) {}

    @Schema(name = "DatabaseHealth")
    record DatabaseJson(
            @JsonUnwrapped HealthPartJson part,
            @Schema(allowableValues = {"sqlite", "postgresql"}) String engine) {}

    @Schema(name = "IndexHealth")
    record IndexJson(
            @JsonUnwrapped HealthPartJson part,
            @Schema(description = "The search engine: lucene, qdrant.") String engine,
            @Schema(description = "Changes that search does not know yet; null while unknown.")
                    @Nullable Long behind) {}

    @Schema(name = "ModelHealth")
    record ModelJson(@JsonUnwrapped HealthPartJson part, String id) {}

    @Schema(name = "LanguageModelHealth")
    record WriterJson(
            @JsonUnwrapped HealthPartJson part,
            @Schema(description = "The service.") @Nullable String provider,
            @Nullable String model) {
        static WriterJson of(HealthPartJson part, LanguageModel.@Nullable Card card) {
            return new WriterJson(
                    part,
                    card == null ? null : card.provider(),
                    card == null ? null : card.model());
        }
    }

    @Schema(name = "JobsHealth")
    record JobsJson(
            @JsonUnwrapped HealthPartJson part,
            int running,
            int waiting,
            @Schema(description = "The sources whose last scan failed.") List<String> failed) {
        static JobsJson of(HealthPartJson part, List<Job> jobs) {
            return new JobsJson(
                    part,
                    (int) jobs.stream().filter(job -> job.state() == JobState.RUNNING).count(),
                    (int) jobs.stream().filter(job -> job.state() == JobState.WAITING).count(),
                    jobs.stream()
                            .filter(job -> job.state() == JobState.FAILED)
                            .map(Job::source)
                            .toList());
        }
    }

    @Schema(name = "BackupHealth")
    record BackupJson(
            @JsonUnwrapped HealthPartJson part,
            @JsonProperty("last_proved")
                    @Schema(
                            description =
                                    "The moment that the last archive shows which was restored and found equal.")
                    @Nullable Instant lastProved,
            @JsonProperty("age_seconds") @Nullable Long ageSeconds) {
        static BackupJson of(HealthPartJson part, @Nullable Instant last, Instant now) {
            return new BackupJson(
                    part,
                    last,
                    last == null ? null : Math.max(0, Duration.between(last, now).toSeconds()));
        }
    }

    @Schema(name = "DiskHealth")
    record DiskJson(
            @JsonUnwrapped HealthPartJson part,
            @JsonProperty("free_mb") @Nullable Long free,
            @JsonProperty("size_mb") @Nullable Long size) {
        static DiskJson of(HealthPartJson part, StateDisk.@Nullable Space space) {
            return new DiskJson(
                    part,
                    space == null ? null : space.freeMegabytes(),
                    space == null ? null : space.wholeMegabytes());
        }
    }

    @Schema(name = "ReconcileHealth")
    record ReconcileJson(@JsonUnwrapped HealthPartJson part, @Nullable Long findings) {
        static ReconcileJson of(HealthPartJson part, @Nullable Reconciliation compared) {
            return new ReconcileJson(
                    part,
                    compared == null
                            ? null
                            : compared.findings().stream().mapToLong(Finding::count).sum());
        }
    }
}
