package researchpaas.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Adds the sample documents to the library, or takes them out.
@Command(name = "samples", mixinStandardHelpOptions = true)
final class SamplesCommand implements Runnable {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    SamplesCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), messages.text("samples.which"));
    }

    @Command(name = "add", mixinStandardHelpOptions = true)
    int add(@Option(names = "--json") boolean json) throws InterruptedException {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            List<JsonNode> jobs = List.of(server.put("/samples"));
            return ScanReport.followed(server, jobs, spec.commandLine(), messages).print(json);
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true)
    int remove(@Option(names = "--json") boolean json) {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode removed = server.delete("/samples");
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? removed.toPrettyString()
                                    : messages.text(
                                            "samples.removed", removed.path("files").asInt()));
            return ExitCode.OK;
        }
    }
}
