package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
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
import researchpaas.document.Category;
import researchpaas.document.Counts;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.CheckHealth.Readiness;
import researchpaas.operate.CountLibrary;
import researchpaas.operate.CountLibrary.Statistics;
import researchpaas.operate.Health;

@RestController
@Tag(name = "Status", description = "Is it running, is it well, how much does it hold.")
class StatusApi {
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
            summary = "How it is; for administrators, how each part is",
            description =
                    "status is healthy, degraded or down; down answers 503. Asks no outside service, and answers within two seconds whatever hangs.")
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
            summary = "It wants requests: searches answer from the whole library",
            description =
                    "503 while the index still catches up after a start (catching_up), and from the moment on that the program was asked to end (stopping). Asks nobody, neither the database.")
    ResponseEntity<Word> ready() {
        Readiness readiness = health.readiness();
        return ResponseEntity.status(
                        readiness == Readiness.READY
                                ? HttpStatus.OK
                                : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Word(readiness.name().toLowerCase(Locale.ROOT)));
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
}
