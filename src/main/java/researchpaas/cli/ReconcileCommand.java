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

/// Compares database and index, and waits for the end. The exit code is 0 only when everything
/// agrees. Scripts may rely on agrees and findings[{kind, count}].
@Command(name = "reconcile", mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--mend")
    private boolean mend;

    @Option(names = "--json")
    private boolean json;

    ReconcileCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            awaitEnd(server);
            server.post("/reconcile?mend=" + mend);
            JsonNode status = awaitEnd(server);
            JsonNode found = status.path("last");
            if (status.path("broke").asBoolean() || found.isNull()) {
                throw new CommandFailed(messages.text("reconcile.broke"));
            }
            if (json) {
                spec.commandLine().getOut().println(found.toPrettyString());
            } else {
                print(found);
            }
            return found.path("agrees").asBoolean() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /// One that runs already, the nightly one for example, may not be the one that was asked for.
    private static JsonNode awaitEnd(LibraryServer server) throws InterruptedException {
        JsonNode status = server.get("/reconcile", Map.of());
        while (status.path("running").asBoolean()) {
            Thread.sleep(POLL_MILLIS);
            status = server.get("/reconcile", Map.of());
        }
        return status;
    }

    private void print(JsonNode found) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                messages.text(
                        "reconcile.compared",
                        found.path("documents").asLong(),
                        found.path("passages").asLong(),
                        found.path("seconds").asDouble()));
        if (!found.path("mended").isEmpty()) {
            out.println(messages.text("reconcile.mended"));
            found.path("mended").forEach(finding -> print(out, finding));
        }
        if (found.path("agrees").asBoolean()) {
            out.println(messages.text("reconcile.agrees"));
            return;
        }
        out.println(messages.text("reconcile.left"));
        found.path("findings").forEach(finding -> print(out, finding));
        out.println(messages.text(mend ? "reconcile.later" : "reconcile.mend"));
    }

    private static void print(PrintWriter out, JsonNode finding) {
        out.println(
                "  %,d  %s%s"
                        .formatted(
                                finding.path("count").asLong(),
                                finding.path("sentence").asString(),
                                source(finding)));
        for (JsonNode example : finding.path("examples")) {
            out.println("       " + place(example));
        }
    }

    private static String source(JsonNode finding) {
        if (!finding.path("source").isString()) {
            return "";
        }
        JsonNode trouble = finding.path("trouble");
        return "  [%s]%s"
                .formatted(
                        finding.path("source").asString(),
                        trouble.isString() ? "  " + trouble.asString() : "");
    }

    private static String place(JsonNode example) {
        if (example.path("item").isString()) {
            return example.path("path").asString() + "  [" + example.path("item").asString() + "]";
        }
        StringBuilder place = new StringBuilder();
        for (String part : new String[] {"document", "file", "passage"}) {
            if (example.path(part).isNumber()) {
                place.append(part).append(' ').append(example.path(part).asLong()).append("  ");
            }
        }
        return place.toString().strip();
    }
}
