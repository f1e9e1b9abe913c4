package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;

@DoorsTest
class StatusApiTest {
    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
    }

    @Test
    void answersProgramsInJsonAndBrowsersWithThePage() {
        assertThat(mvc.get().uri("/").header("Accept", "*/*"))
                .bodyJson()
                .isLenientlyEqualTo("{\"service\": \"Research PaaS\", \"status\": \"running\"}")
                .hasPath("$.timestamp")
                .hasPath("$.version");
        assertThat(mvc.get().uri("/").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))
                .hasStatusOk()
                .bodyText()
                .startsWith("<!DOCTYPE html>");
    }

    @Test
    void tellsTheStateOfEachPartUnderTheOldKeysAndTheNewOnes() {
        assertThat(mvc.get().uri("/health"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"status": "healthy",
                         "database": {"status": "healthy", "reason": null, "engine": "sqlite"},
                         "index": {"status": "healthy", "reason": null, "engine": "lucene", "behind": 0},
                         "qdrant": {"status": "not_configured", "latency_ms": null, "reason": null, "since": null, "seen": null},
                         "embedding_model": {"status": "healthy", "id": "fake"},
                         "google_apis": {"status": "not_configured"},
                         "language_model": {"status": "not_configured", "provider": null, "model": null},
                         "jobs": {"status": "healthy", "running": 0, "waiting": 0, "failed": []},
                         "backup": {"status": "not_configured", "last_proved": null, "age_seconds": null},
                         "disk": {"status": "healthy", "free_mb": 50000, "size_mb": 100000},
                         "reconcile": {"status": "not_configured", "findings": null},
                         "existing_system": {"status": "not_configured"}}
                        """)
                .hasPath("$.timestamp")
                .hasPath("$.database.latency_ms")
                .hasPath("$.database.since");
        assertThat(mvc.get().uri("/livez")).hasStatusOk();
        assertThat(mvc.get().uri("/readyz")).hasStatusOk();
    }

    @Test
    void isDegradedWithoutItsIndex() {
        index.breakDown(true);

        assertThat(mvc.get().uri("/health").header("Accept-Language", "en"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"status": "degraded", "index": {"status": "down", "behind": null, "latency_ms": null,
                         "reason": {"code": "other",
                          "message": "The search index cannot be used. Look into the log for the reason."}}}
                        """);
    }

    @Test
    void countsInTheOldShape() {
        assertThat(mvc.get().uri("/statistics"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"total_documents": 5, "documents_by_category": {"dataset": 1, "paper": 3, "poster": 1},
                         "analysis_completion_rate": 1.0, "last_update": "2026-04-01T03:04:05Z", "storage_size_mb": 0.01}
                        """);
    }

    @Test
    void describesItselfWithTheNamesThatItUses() {
        assertThat(mvc.get().uri("/v3/api-docs"))
                .hasStatusOk()
                .bodyJson()
                .hasPath("$.paths['/documents/search'].get.summary")
                .hasPath("$.paths['/documents/{category}/{number}'].get")
                .hasPath("$.components.schemas.SearchAnswer.properties.execution_time_ms")
                .extractingPath("$.paths['/documents/search'].get.parameters[*].name")
                .asArray()
                .containsExactlyInAnyOrder(
                        "q",
                        "limit",
                        "offset",
                        "category",
                        "language",
                        "type",
                        "source",
                        "year",
                        "year_from",
                        "year_to",
                        "author",
                        "sort",
                        "mode");
    }
}
