package researchpaas.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of scans, for a person or a program.
///
/// @param ended as the API gives them
record ScanReport(List<JsonNode> ended, PrintWriter out, Messages messages) {
    /// Follows each of them to its end.
    static ScanReport followed(
            LibraryServer server, List<JsonNode> jobs, CommandLine command, Messages messages)
            throws InterruptedException {
        FollowScan follow = new FollowScan(server, messages);
        List<JsonNode> ended = new ArrayList<>();
        try (ProgressLine line = ProgressLine.of(command.getErr())) {
            for (JsonNode job : jobs) {
                ended.add(follow.toTheEnd(job.path("id").asLong(), line));
            }
        }
        return new ScanReport(ended, command.getOut(), messages);
    }

    /// @return the command's exit code
    int print(boolean json) {
        if (json) {
            out.println(whole().toPrettyString());
        } else {
            ended.forEach(this::print);
        }
        boolean done = ended.stream().allMatch(job -> job.path("state").asString().equals("done"));
        return done ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /// The first scan, as programs know it, with all of them beside its fields.
    private JsonNode whole() {
        ObjectNode whole = (ObjectNode) ended.getFirst().deepCopy();
        whole.putArray("jobs").addAll(ended);
        return whole;
    }

    private void print(JsonNode job) {
        if (ended.size() > 1) {
            out.println(job.path("source").asString());
        }
        job.path("counts").properties().stream()
                .filter(count -> count.getValue().asInt() > 0)
                .forEach(count ->
                        out.println(
                                messages.text(
                                        "ingest." + count.getKey(), count.getValue().asInt())));
        for (JsonNode file : job.path("files")) {
            if (file.hasNonNull("message")) {
                out.println(
                        "  "
                                + file.path("path").asString()
                                + ": "
                                + file.path("message").asString());
            }
        }
        if (job.hasNonNull("trouble")) {
            out.println(job.path("trouble").asString());
        }
    }
}
