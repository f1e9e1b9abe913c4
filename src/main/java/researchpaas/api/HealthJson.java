package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.api.HealthPartJson.BackupJson;
import researchpaas.api.HealthPartJson.DatabaseJson;
import researchpaas.api.HealthPartJson.DiskJson;
import researchpaas.api.HealthPartJson.IndexJson;
import researchpaas.api.HealthPartJson.JobsJson;
import researchpaas.api.HealthPartJson.ModelJson;
import researchpaas.api.HealthPartJson.ReconcileJson;
import researchpaas.api.HealthPartJson.WriterJson;
import researchpaas.operate.Health;
import researchpaas.operate.Health.Figures;
import researchpaas.operate.Health.Name;
import researchpaas.operate.Health.Status;

/// How the system is: status and timestamp for everybody, the parts for administrators.
@Schema(name = "Health")
@JsonInclude(Include.NON_NULL)
record HealthJson(
        @Schema(allowableValues = {"healthy", "degraded", "down"}) String status,
        Instant timestamp,
        @Schema(description = "This and all that follows is told to administrators only.")
                @Nullable DatabaseJson database,
        @Schema(description = "What is searched.") @Nullable IndexJson index,
        @Schema(
                        description =
                                "The search engine's server; not_configured while the program searches with an index of its own.")
                @Nullable HealthPartJson qdrant,
        @JsonProperty("embedding_model") @Nullable ModelJson embeddingModel,
        @JsonProperty("google_apis")
                @Schema(
                        description =
                                "How Google Drive was when it was followed last; nobody asks it for this answer.")
                @Nullable HealthPartJson googleApis,
        @JsonProperty("language_model")
                @Schema(
                        description =
                                "How it was when it was used last; nobody asks it for this answer.")
                @Nullable WriterJson languageModel,
        @Schema(description = "The scans of the sources.") @Nullable JobsJson jobs,
        @Schema(description = "The last archive that was restored and found equal.")
                @Nullable BackupJson backup,
        @Schema(description = "The disk that the program writes to.") @Nullable DiskJson disk,
        @Schema(
                        description =
                                "Whether database, index and drives agreed when they were compared last.")
                @Nullable ReconcileJson reconcile,
        @JsonProperty("existing_system")
                @Schema(description = "The takeover of the existing system's data.")
                @Nullable HealthPartJson existingSystem) {

    /// For everybody.
    static HealthJson of(Status status, Instant at) {
        return new HealthJson(
                status.name().toLowerCase(Locale.ROOT),
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// @param part gives each part its words
    static HealthJson of(Health health, Function<Name, HealthPartJson> part) {
        Figures figures = health.figures();
        return new HealthJson(
                health.status().name().toLowerCase(Locale.ROOT),
                health.at(),
                new DatabaseJson(
                        part.apply(Name.DATABASE),
                        figures.database().name().toLowerCase(Locale.ROOT)),
                new IndexJson(part.apply(Name.INDEX), figures.engine(), figures.behind()),
                figures.engine().equals("qdrant")
                        ? part.apply(Name.INDEX)
                        : HealthPartJson.absent(),
                new ModelJson(part.apply(Name.EMBEDDING_MODEL), figures.model()),
                part.apply(Name.DRIVE),
                WriterJson.of(part.apply(Name.LANGUAGE_MODEL), figures.writes().card()),
                JobsJson.of(part.apply(Name.JOBS), figures.jobs()),
                BackupJson.of(part.apply(Name.BACKUP), figures.provedBackup(), health.at()),
                DiskJson.of(part.apply(Name.DISK), figures.disk()),
                ReconcileJson.of(part.apply(Name.AGREEMENT), figures.reconciliation()),
                part.apply(Name.TAKEOVER));
    }
}
