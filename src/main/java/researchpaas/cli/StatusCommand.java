package researchpaas.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the library holds and how it is. Scripts may rely on total_documents, by_category and
/// index{engine, behind}.
@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {
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
    public void run() {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode statistics = server.get("/statistics", Map.of());
            JsonNode health = server.get("/health", Map.of());
            ObjectNode status = JsonMapper.shared().createObjectNode();
            status.set("total_documents", statistics.path("total_documents"));
            status.set("by_category", statistics.path("documents_by_category"));
            status.set("health", health.path("status"));
            status.set("index", health.path("index"));
            status.set("embedding_model", health.path("embedding_model"));
            status.set("jobs", health.path("jobs"));
            if (json) {
                spec.commandLine().getOut().println(status.toPrettyString());
            } else {
                print(status);
            }
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
        out.println(messages.text("status.health", status.path("health").asString()));
    }
}
