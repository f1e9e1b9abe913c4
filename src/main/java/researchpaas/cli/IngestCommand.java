package researchpaas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Scans the library's sources and waits for the end.
@Command(name = "ingest", mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
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
            List<JsonNode> jobs = new ArrayList<>();
            server.post("/documents/ingest").path("jobs").forEach(jobs::add);
            return ScanReport.followed(server, jobs, spec.commandLine(), messages).print(json);
        }
    }
}
