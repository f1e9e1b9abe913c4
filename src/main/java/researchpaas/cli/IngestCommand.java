package researchpaas.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Scans the library's folder and waits for the end.
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
            long id = server.post("/documents/ingest").path("job").path("id").asLong();
            JsonNode job = waitFor(server, id);
            print(job);
            return job.path("state").asString().equals("done") ? ExitCode.OK : ExitCode.SOFTWARE;
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

    private void print(JsonNode job) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(job.toPrettyString());
            return;
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
