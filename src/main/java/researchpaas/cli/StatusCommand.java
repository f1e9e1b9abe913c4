package researchpaas.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the library holds and how it is. Scripts may rely on total_documents, by_category and
/// index{engine, behind}. Exit code 1 only when the library cannot be read.
@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    /// As `/health` calls them; Qdrant is the index.
    private static final List<String> PARTS =
            List.of(
                    "database",
                    "index",
                    "embedding_model",
                    "google_apis",
                    "language_model",
                    "jobs",
                    "backup",
                    "disk",
                    "reconcile",
                    "existing_system");

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json")
    private boolean json;

    StatusCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode statistics = server.get("/statistics", Map.of());
            JsonNode health = server.get("/health", Map.of());
            ObjectNode status = JsonMapper.shared().createObjectNode();
            status.set("total_documents", statistics.path("total_documents"));
            status.set("by_category", statistics.path("documents_by_category"));
            status.set("health", health.path("status"));
            for (String part : PARTS) {
                status.set(part, health.path(part));
            }
            if (json) {
                spec.commandLine().getOut().println(status.toPrettyString());
            } else {
                print(status);
            }
            return health.path("status").asString().equals("down")
                    ? ExitCode.SOFTWARE
                    : ExitCode.OK;
        }
    }

    private void print(JsonNode status) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode category = status.path("by_category");
        out.println(
                messages.text(
                        "status.documents",
                        status.path("total_documents").asLong(),
                        category.path("paper").asLong(),
                        category.path("poster").asLong(),
                        category.path("dataset").asLong()));
        out.println(
                messages.text(
                        "status.index",
                        status.path("index").path("engine").asString(),
                        status.path("index").path("behind").asLong()));
        for (String part : PARTS) {
            print(out, part, status.path(part));
        }
        out.println(
                messages.text(
                        "status.health",
                        messages.text("status.state." + status.path("health").asString())));
    }

    /// What nobody asked for is left out.
    private void print(PrintWriter out, String part, JsonNode told) {
        String state = told.path("status").asString();
        if (state.equals("not_configured")) {
            return;
        }
        out.println(
                messages.text(
                        "status.part",
                        symbol(state),
                        messages.text("status.part." + part),
                        messages.text("status.state." + state)));
        String reason = told.path("reason").path("message").asString();
        if (!reason.isEmpty()) {
            out.println("    " + reason);
        }
    }

    private static String symbol(String state) {
        return switch (state) {
            case "healthy" -> "+";
            case "degraded" -> "!";
            default -> "x";
        };
    }
}
