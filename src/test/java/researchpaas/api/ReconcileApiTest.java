package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.operate.Reconcile;
import researchpaas.search.SearchIndex;
import researchpaas.search.lucene.DamagedIndex;

/// In a context of its own: what other tests leave behind would be found.
@DoorsTest
@TestPropertySource(properties = "doors.context=reconcile-api")
class ReconcileApiTest {
    @Autowired MockMvcTester mvc;
    @Autowired Reconcile reconcile;
    @Autowired SmallLibrary library;

    @Autowired
    @Qualifier("luceneSearchIndex")
    SearchIndex lucene;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @Test
    void tellsWhatDoesNotAgreeAndMendsItOnRequest() throws Exception {
        assertThat(mvc.get().uri("/health"))
                .bodyJson()
                .isLenientlyEqualTo("{\"reconcile\": {\"status\": \"none\", \"findings\": 0}}");

        new DamagedIndex(lucene).loseDocument(1);
        compare("");

        assertThat(mvc.get().uri("/reconcile").header("Accept-Language", "ja"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"running": false, "broke": false,
                         "last": {"documents": 5, "passages": 7, "agrees": false, "mended": [],
                                  "findings": [{"kind": "not_indexed", "count": 1,
                                                "sentence": "データベースにあり、検索の索引にないもの",
                                                "examples": [{"document": 1}]}]}}
                        """);
        assertThat(mvc.get().uri("/health"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"status\": \"degraded\", \"reconcile\": {\"status\": \"findings\", \"findings\": 1}}");
        assertThat(mvc.get().uri("/jobs").header("Accept", "text/html"))
                .bodyText()
                .contains("reconcile --mend");

        compare("?mend=true");

        assertThat(mvc.get().uri("/reconcile"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"last\": {\"agrees\": true, \"findings\": [], \"mended\": [{\"count\": 1}]}}");
        assertThat(mvc.get().uri("/health"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"status\": \"healthy\", \"reconcile\": {\"status\": \"agrees\"}}");
    }

    @Test
    void refusesWhatIsNoAnswerToTheQuestionWhetherToMend() {
        assertThat(mvc.post().uri("/reconcile?mend=perhaps"))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .bodyJson()
                .hasPath("$.detail");
    }

    private void compare(String parameters) throws InterruptedException {
        assertThat(mvc.post().uri("/reconcile" + parameters)).hasStatus(HttpStatus.ACCEPTED);
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (reconcile.status().running() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(reconcile.status().running()).isFalse();
    }
}
