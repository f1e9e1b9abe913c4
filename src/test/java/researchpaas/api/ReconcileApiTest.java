package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DriveItem;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.FollowedDrive;
import researchpaas.ingest.FollowedDrives;
import researchpaas.operate.Reconcile;
import researchpaas.search.lucene.DamagedIndex;

/// In a context of its own: what other tests leave behind would be found.
@DoorsTest
@Import(ReconcileApiTest.SomeDrives.class)
@TestPropertySource(properties = "doors.context=reconcile-api")
class ReconcileApiTest {
    @Autowired MockMvcTester mvc;
    @Autowired Reconcile reconcile;
    @Autowired SmallLibrary library;
    @Autowired SomeDrives drives;

    @Autowired BreakableIndex index;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @Test
    void tellsWhatDoesNotAgreeAndMendsItOnRequest() throws Exception {
        assertThat(mvc.get().uri("/health"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"reconcile\": {\"status\": \"not_configured\", \"findings\": null}}");

        new DamagedIndex(index.real()).loseDocument(1);
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
                        "{\"status\": \"degraded\", \"reconcile\": {\"status\": \"degraded\", \"findings\": 1}}");
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
                        "{\"status\": \"healthy\", \"reconcile\": {\"status\": \"healthy\"}}");

        tellsOfADriveThatCannotBeListed();
    }

    private void tellsOfADriveThatCannotBeListed() throws Exception {
        drives.followed = List.of(new DeadDrive());
        try {
            compare("?mend=true");
        } finally {
            drives.followed = List.of();
        }

        assertThat(mvc.get().uri("/reconcile").header("Accept-Language", "ja"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"broke": false,
                         "last": {"agrees": false,
                                  "findings": [{"kind": "drive_not_listed", "source": "drive:dead", "count": 1,
                                                "sentence": "ドライブの一覧を取得できず、ファイルを照合できませんでした",
                                                "examples": []}]}}
                        """);
        assertThat(mvc.get().uri("/reconcile"))
                .bodyJson()
                .extractingPath("$.last.findings[0].trouble")
                .asString()
                .isNotBlank();
        compare("");
        assertThat(mvc.get().uri("/reconcile"))
                .bodyJson()
                .isLenientlyEqualTo("{\"last\": {\"agrees\": true}}");
    }

    static class SomeDrives implements FollowedDrives {
        private volatile List<FollowedDrive> followed = List.of();

        @Override
        public List<FollowedDrive> drives() {
            return followed;
        }
    }

    /// Its every answer is that there is none.
    private static final class DeadDrive implements FollowedDrive {
        private static DriveTrouble trouble() {
            return new DriveTrouble(DriveTrouble.Kind.UNAVAILABLE, null);
        }

        @Override
        public String name() {
            return "drive:dead";
        }

        @Override
        public Rules rules() {
            return new Rules(
                    List.of("root"), new Visibility.Fixed(Set.of()), Duration.ofHours(1), 1);
        }

        @Override
        public String startCursor(Corpus corpus) {
            throw trouble();
        }

        @Override
        public ItemPage children(Corpus corpus, List<Handle> folders, @Nullable String pageToken) {
            throw trouble();
        }

        @Override
        public ChangePage changes(Corpus corpus, String cursor) {
            throw trouble();
        }

        @Override
        public Optional<DriveItem> item(Handle item) {
            throw trouble();
        }

        @Override
        public Grants permissions(DriveItem item) {
            throw trouble();
        }

        @Override
        public LocalCopy fetch(DriveItem item) {
            throw trouble();
        }
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
