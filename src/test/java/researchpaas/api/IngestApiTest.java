package researchpaas.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;

@DoorsTest
class IngestApiTest {
    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired Jobs jobs;

    @BeforeEach
    void empty() {
        library.clear();
    }

    @Test
    void startsAScanAndAnswersInTheOldShapeWithTheJob() {
        assertThat(mvc.post().uri("/documents/ingest").header("Accept-Language", "en"))
                .hasStatus(202)
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"success": true, "message": "The scan has been started. Follow it at the job’s address.",
                         "processed_files": 0, "failed_files": 0,
                         "details": {"datasets": 0, "papers": 0, "posters": 0, "execution_time": 0.0},
                         "job": {"id": 1, "source": "folder:library", "state": "waiting", "planned": 0, "done": 0,
                           "planned_bytes": 0, "done_bytes": 0, "share": 0.0, "files_per_second": null, "bytes_per_second": null,
                           "seconds_left": null, "reading": null,
                           "counts": {"published": 0, "unchanged": 0, "moved": 0, "removed": 0, "skipped": 0, "failed": 0},
                           "trouble": null, "created_at": "2026-04-01T03:04:05Z", "started_at": null, "ended_at": null,
                           "url": "/documents/ingest/1"},
                         "jobs": [
                           {"id": 1, "source": "folder:library", "state": "waiting", "planned": 0, "done": 0,
                           "planned_bytes": 0, "done_bytes": 0, "share": 0.0, "files_per_second": null, "bytes_per_second": null,
                           "seconds_left": null, "reading": null,
                            "counts": {"published": 0, "unchanged": 0, "moved": 0, "removed": 0, "skipped": 0, "failed": 0},
                            "trouble": null, "created_at": "2026-04-01T03:04:05Z", "started_at": null, "ended_at": null,
                            "url": "/documents/ingest/1"},
                           {"id": 2, "source": "upload", "state": "waiting", "planned": 0, "done": 0,
                            "planned_bytes": 0, "done_bytes": 0, "share": 0.0, "files_per_second": null, "bytes_per_second": null,
                            "seconds_left": null, "reading": null,
                            "counts": {"published": 0, "unchanged": 0, "moved": 0, "removed": 0, "skipped": 0, "failed": 0},
                            "trouble": null, "created_at": "2026-04-01T03:04:05Z", "started_at": null, "ended_at": null,
                            "url": "/documents/ingest/2"}]}
                        """);
    }

    @Test
    @Asvs({"1.3.6", "13.2.5"})
    void doesNotLetACallerChooseWhatTheServerReads() {
        assertThat(mvc.post().uri("/documents/ingest?source_path=/etc"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("source_path");
        assertThat(jobs.latest(1)).isEmpty();
    }

    @Test
    void tellsWhatBecameOfEachFileAndWhatToDo() {
        long id = jobs.enqueue("folder:library").id();
        jobs.begin(id);
        jobs.planned(id, 2, 5000);
        jobs.report(id, new FileReport("paper/a.pdf", Outcome.PUBLISHED, null));
        jobs.report(
                id,
                new FileReport(
                        "paper/b.pdf", Outcome.SKIPPED, Reason.of(Code.TOO_LARGE, "120", "100")));
        jobs.end(id, null);

        assertThat(mvc.get().uri("/documents/ingest/1").header("Accept-Language", "en"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"state": "done", "planned": 2, "done": 2, "counts": {"published": 1, "skipped": 1},
                         "files": [
                           {"path": "paper/a.pdf", "outcome": "published", "reason": null, "message": null},
                           {"path": "paper/b.pdf", "outcome": "skipped", "reason": "TOO_LARGE",
                            "message": "The file has 120 MB; at most 100 MB are read. Split it, or raise the limit."}]}
                        """);
        assertThat(mvc.get().uri("/documents/ingest/1?offset=1&limit=1"))
                .bodyJson()
                .extractingPath("$.files[*].path")
                .asArray()
                .containsExactly("paper/b.pdf");
        assertThat(mvc.get().uri("/documents/ingest/1?limit=0")).hasStatus(400);
    }

    @Test
    void listsTheLatestScansFirst() {
        jobs.end(jobs.enqueue("folder:library").id(), Reason.of(Code.SOURCE_UNAVAILABLE));
        jobs.enqueue("folder:library");

        assertThat(mvc.get().uri("/documents/ingest"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"jobs\": [{\"id\": 2, \"state\": \"waiting\"}, {\"id\": 1, \"state\":"
                                + " \"failed\"}]}")
                .extractingPath("$.jobs[1].trouble")
                .asString()
                .startsWith("取り込み元が応答しません");
    }

    @Test
    void doesNotKnowOtherJobs() {
        assertThat(mvc.get().uri("/documents/ingest/7")).hasStatus(404);
        assertThat(mvc.get().uri("/documents/ingest/x")).hasStatus(400);
    }

    @Test
    void declaresWhatMayBeAbsentAndWhatMayGoWrong() {
        assertThat(mvc.get().uri("/v3/api-docs"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"paths": {
                           "/documents/ingest": {"post": {"responses": {"202": {}, "400": {"content": {"application/json":
                             {"schema": {"$ref": "#/components/schemas/Problem"}}}}}}},
                           "/documents/ingest/{id}": {"get": {"responses": {"200": {"content": {"application/json":
                             {"schema": {"$ref": "#/components/schemas/JobWithFiles"}}}}, "400": {}, "404": {}}}},
                           "/documents/ingest/{id}/events": {"get": {"responses": {"200": {"content": {"text/event-stream":
                             {"schema": {"$ref": "#/components/schemas/Job"}}}}, "404": {}, "503": {}}}}},
                         "components": {"schemas": {"Job": {"properties": {
                           "started_at": {"type": ["string", "null"], "format": "date-time"},
                           "ended_at": {"type": ["string", "null"], "format": "date-time"},
                           "seconds_left": {"type": ["integer", "null"]},
                           "files_per_second": {"type": ["number", "null"]},
                           "reading": {"type": ["string", "null"]}, "trouble": {"type": ["string", "null"]}}}}}}
                        """);
    }
}
