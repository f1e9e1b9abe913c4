package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.OpenToAll;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModels;
import researchpaas.document.Category;
import researchpaas.document.Counts;
import researchpaas.ingest.Jobs.Job;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.CountLibrary;
import researchpaas.operate.CountLibrary.Statistics;
import researchpaas.operate.Finding;
import researchpaas.operate.Health;
import researchpaas.operate.Reconciliation;

@RestController
@Tag(name = "Status", description = "Is it running, is it well, how much does it hold.")
class StatusApi {
    private static final String ABSENT = "not_configured";
    private static final double MEGABYTE = 1024 * 1024;

    private final CheckHealth health;
    private final CountLibrary library;
    private final CurrentReader current;
    private final DescribeHealth describe;
    private final String version;

    StatusApi(
            CheckHealth health,
            CountLibrary library,
            CurrentReader current,
            DescribeHealth describe,
            ObjectProvider<BuildProperties> build) {
        this.health = health;
        this.library = library;
        this.current = current;
        this.describe = describe;
        this.version =
                build.stream()
                        .map(BuildProperties::getVersion)
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElse("development");
    }

    /// For programs; a browser asks for HTML and gets the search page.
    @OpenToAll
    @GetMapping("/")
    @Operation(summary = "What answers here")
    Root root() {
        return new Root("Research PaaS", "running", now(), version);
    }

    @OpenToAll
    @GetMapping("/health")
    @Operation(
            summary = "The state of each part",
            description =
                    "status is healthy, degraded or down; down answers 503. Never waits for an outside service.")
    ResponseEntity<HealthJson> health(Locale locale) {
        Health found = health.check();
        HttpStatus status =
                switch (found.status()) {
                    case HEALTHY, DEGRADED -> HttpStatus.OK;
                    case DOWN -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        return ResponseEntity.status(status)
                .body(describe.describe(current.reader().may(Permission.ADMIN), found, locale));
    }

    @OpenToAll
    @GetMapping("/livez")
    @Operation(summary = "The process answers")
    Word live() {
        return new Word("alive");
    }

    @OpenToAll
    @GetMapping("/readyz")
    @Operation(
            summary = "Searches answer from the whole library",
            description = "503 while the index still catches up after a start.")
    ResponseEntity<Word> ready() {
        return health.ready()
                ? ResponseEntity.ok(new Word("ready"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(new Word("catching_up"));
    }

    @Requires(Permission.READ)
    @GetMapping("/statistics")
    @Operation(summary = "How much the library holds, as far as the caller may see it")
    StatisticsJson statistics() {
        return StatisticsJson.of(library.count(current.reader()));
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    @Schema(name = "Service")
    record Root(String service, String status, Instant timestamp, String version) {}

    @Schema(name = "Word")
    record Word(String status) {}

    @Schema(name = "Statistics")
    record StatisticsJson(
            @JsonProperty("total_documents") long totalDocuments,
            @JsonProperty("documents_by_category") Map<String, Long> documentsByCategory,
            @JsonProperty("analysis_completion_rate")
                    @Schema(
                            description =
                                    "The share of the documents that search knows as they are now, 0 to 1.")
                    double analysisCompletionRate,
            @JsonProperty("last_update") @Nullable Instant lastUpdate,
            @JsonProperty("storage_size_mb") @Schema(description = "The original files together.")
                    double storageSizeMb) {

        static StatisticsJson of(Statistics statistics) {
            Counts counts = statistics.counts();
            Map<String, Long> byCategory = new LinkedHashMap<>();
            for (Category category : List.of(Category.DATASET, Category.PAPER, Category.POSTER)) {
                byCategory.put(category.word(), counts.byCategory().getOrDefault(category, 0L));
            }
            return new StatisticsJson(
                    counts.documents(),
                    byCategory,
                    Math.floor(statistics.searchable() * 1000) / 1000,
                    counts.lastUpdate(),
                    Math.round(counts.bytes() / MEGABYTE * 100) / 100.0);
        }
    }

    @Schema(name = "Health")
    record HealthJson(
            @Schema(allowableValues = {"healthy", "degraded", "down"}) String status,
            Instant timestamp,
            @Schema(allowableValues = {"up", "down"}) String database,
            @JsonProperty("database_engine") @Schema(allowableValues = {"sqlite", "postgresql"})
                    String databaseEngine,
            @JsonProperty("database_trouble")
                    @Schema(description = "What is wrong with the database, and what to do.")
                    @Nullable String databaseTrouble,
            @Schema(
                            description =
                                    "The search engine's server; not_configured while the program searches with an index of its own.",
                            allowableValues = {"not_configured", "up", "down"})
                    String qdrant,
            @JsonProperty("google_apis")
                    @Schema(
                            description =
                                    "How Google Drive was when it was followed last; nobody asks it for this answer.",
                            allowableValues = {"not_configured", "waiting", "up", "down"})
                    String googleApis,
            @JsonProperty("google_apis_trouble")
                    @Schema(
                            description =
                                    "What is wrong with Google Drive, and what to do; told to administrators.")
                    @Nullable String googleApisTrouble,
            @JsonProperty("existing_system")
                    @Schema(
                            description =
                                    "The takeover of the existing system's data; not_configured in this version.")
                    String existingSystem,
            IndexJson index,
            ModelJson model,
            @JsonProperty("language_model") WriterJson languageModel,
            JobsJson jobs,
            BackupJson backup,
            ReconcileHealth reconcile) {

        /// @param detailed with figures that grow with what others put in: for administrators,
        ///   since everybody may ask how the library is
        static HealthJson of(
                boolean detailed,
                Health health,
                @Nullable String trouble,
                @Nullable String indexTrouble,
                @Nullable String backupTrouble,
                @Nullable String googleTrouble,
                @Nullable String writerTrouble) {
            Job job = health.latestJob();
            return new HealthJson(
                    word(health.status()),
                    health.at(),
                    word(health.database()),
                    word(health.databaseEngine()),
                    trouble,
                    health.engine().equals("qdrant") ? word(health.index()) : ABSENT,
                    word(health.drives()),
                    detailed ? googleTrouble : null,
                    ABSENT,
                    new IndexJson(
                            health.engine(),
                            word(health.index()),
                            detailed ? health.behind() : null,
                            detailed ? indexTrouble : null),
                    new ModelJson("up", health.model()),
                    WriterJson.of(health.writes(), detailed ? writerTrouble : null),
                    job == null
                            ? new JobsJson("none", null)
                            : new JobsJson(word(job.state()), detailed ? job.id() : null),
                    BackupJson.of(health, backupTrouble),
                    ReconcileHealth.of(health.reconciliation(), detailed));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param ageSeconds of the library's state that the last proved archive holds
    @Schema(name = "BackupHealth")
    record BackupJson(
            @Schema(
                            description =
                                    "off: no backups are asked for. never, old and same_disk need somebody's attention.",
                            allowableValues = {"off", "fine", "never", "old", "same_disk"})
                    String status,
            @JsonProperty("last_proved")
                    @Schema(
                            description =
                                    "The moment that the last archive shows which was restored and found equal.")
                    @Nullable Instant lastProved,
            @JsonProperty("age_seconds") @Nullable Long ageSeconds,
            @Schema(description = "What is wrong with the backups, and what to do.")
                    @Nullable String trouble) {

        static BackupJson of(Health health, @Nullable String trouble) {
            Instant last = health.provedBackup();
            return new BackupJson(
                    health.backup().name().toLowerCase(Locale.ROOT),
                    last,
                    last == null
                            ? null
                            : Math.max(0, Duration.between(last, health.at()).toSeconds()),
                    trouble);
        }
    }

    /// @param behind changes that are not searchable yet
    @Schema(name = "IndexHealth")
    record IndexJson(
            @Schema(description = "The search engine: lucene, qdrant.") String engine,
            String status,
            @Schema(description = "Changes that search does not know yet; for administrators.")
                    @Nullable Long behind,
            @Schema(description = "What is wrong with it, and what to do; for administrators.")
                    @Nullable String trouble) {}

    @Schema(name = "ModelHealth")
    record ModelJson(String status, String id) {}

    @Schema(name = "LanguageModelHealth")
    record WriterJson(
            @Schema(
                            description =
                                    "How it was when it was used last; nobody asks it for this answer.",
                            allowableValues = {"not_configured", "up", "resting", "unknown_model"})
                    String status,
            @Schema(description = "The service.") @Nullable String provider,
            @Schema(description = "What is wrong, and what to do; told to administrators.")
                    @Nullable String trouble) {
        static WriterJson of(LanguageModels.Standing writes, @Nullable String trouble) {
            LanguageModel.Card card = writes.card();
            return new WriterJson(
                    switch (writes.state()) {
                        case NONE -> ABSENT;
                        case READY -> "up";
                        case RESTING -> "resting";
                        case UNKNOWN_MODEL -> "unknown_model";
                    },
                    card == null ? null : card.provider(),
                    trouble);
        }
    }

    @Schema(name = "ReconcileHealth")
    record ReconcileHealth(
            @Schema(
                            description =
                                    "Whether database and search index agreed when they were compared last.",
                            allowableValues = {"none", "agrees", "findings"})
                    String status,
            @Nullable Instant at,
            @Schema(description = "For administrators.") @Nullable Long findings) {
        static ReconcileHealth of(@Nullable Reconciliation compared, boolean detailed) {
            return compared == null
                    ? new ReconcileHealth("none", null, detailed ? 0L : null)
                    : new ReconcileHealth(
                            compared.agrees() ? "agrees" : "findings",
                            compared.at(),
                            detailed
                                    ? compared.findings().stream().mapToLong(Finding::count).sum()
                                    : null);
        }
    }

    @Schema(name = "JobsHealth")
    record JobsJson(
            @Schema(description = "The state of the latest scan, or none.") String status,
            @Schema(description = "For administrators.") @Nullable Long id) {}
}
