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
                        {"status": "healthy", "database": "up", "database_engine": "sqlite", "qdrant": "not_configured",
                         "google_apis": "not_configured", "existing_system": "not_configured",
                         "index": {"engine": "lucene", "status": "up", "behind": 0}, "model": {"status": "up", "id": "fake"},
                         "jobs": {"status": "none", "id": null},
                         "language_model": {"status": "not_configured", "provider": null, "trouble": null}}
                        """)
                .hasPath("$.timestamp");
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
                        {"status": "degraded", "index": {"status": "down", "behind": null,
                         "trouble": "The search index cannot be used. Look into the log for the reason."}}
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
