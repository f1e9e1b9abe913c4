package researchpaas.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Scans the library's sources and waits for the end.
@Command(name = "ingest", mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 500;

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json")
    private boolean json;

    IngestCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            List<JsonNode> ended = new ArrayList<>();
            for (JsonNode job : server.post("/documents/ingest").path("jobs")) {
                ended.add(waitFor(server, job.path("id").asLong()));
            }
            print(ended);
            boolean done =
                    ended.stream().allMatch(job -> job.path("state").asString().equals("done"));
            return done ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private JsonNode waitFor(LibraryServer server, long id) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        int reported = -1;
        while (true) {
            JsonNode job = server.get("/documents/ingest/" + id, Map.of("limit", "1000"));
            int done = done(job);
            if (done != reported) {
                reported = done;
                err.println(messages.text("ingest.progress", done, job.path("planned").asInt()));
            }
            String state = job.path("state").asString();
            if (state.equals("done") || state.equals("failed")) {
                return job;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static int done(JsonNode job) {
        int done = 0;
        for (JsonNode count : job.path("counts")) {
            done += count.asInt();
        }
        return done;
    }

    private void print(List<JsonNode> ended) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(whole(ended).toPrettyString());
            return;
        }
        for (JsonNode job : ended) {
            if (ended.size() > 1) {
                out.println(job.path("source").asString());
            }
            print(job, out);
        }
    }

    /// The first scan, as programs know it, with all of them beside its fields.
    private static JsonNode whole(List<JsonNode> ended) {
        ObjectNode whole = (ObjectNode) ended.getFirst().deepCopy();
        whole.putArray("jobs").addAll(ended);
        return whole;
    }

    private void print(JsonNode job, PrintWriter out) {
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
