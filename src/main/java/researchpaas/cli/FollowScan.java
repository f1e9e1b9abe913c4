package researchpaas.cli;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Waits for a scan's end and shows how far it is meanwhile.
record FollowScan(LibraryServer server, Messages messages) {
    private static final long POLL_MILLIS = 500;

    /// The scan when it has ended, with what became of its files.
    JsonNode toTheEnd(long id, ProgressLine line) throws InterruptedException {
        while (true) {
            JsonNode job = server.get("/documents/ingest/" + id, Map.of("limit", "1000"));
            if (job.path("planned").asInt() > 0) {
                line.show(ProgressText.of(job, messages));
            }
            String state = job.path("state").asString();
            if (state.equals("done") || state.equals("failed")) {
                return job;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
