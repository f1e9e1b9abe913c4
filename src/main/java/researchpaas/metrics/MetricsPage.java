package researchpaas.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.Permission;
import researchpaas.account.Requires;

/// The one address.
@RestController
class MetricsPage {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final LibraryFigures library;

    MetricsPage(PrometheusMeterRegistry registry, LibraryFigures library) {
        this.registry = registry;
        this.library = library;
    }

    @Requires(Permission.WATCH)
    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        library.look();
        return ResponseEntity.ok()
                .header("Content-Type", CONTENT_TYPE)
                .cacheControl(CacheControl.noStore())
                .body(registry.scrape(CONTENT_TYPE));
    }
}
