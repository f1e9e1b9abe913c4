package researchpaas.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// The library's sources, what became of each file, and another try. Scripts may rely on
/// sources[{id, name, standing, files{read, waiting, skipped, failed}}]; the exit code of the list
/// is 1 when a source needs somebody's attention.
@Command(name = "sources", mixinStandardHelpOptions = true)
final class SourcesCommand implements Callable<Integer> {
    private static final String SOURCES = "/api/v1/sources";
    private static final List<String> BAD = List.of("trouble", "to_reconnect", "to_set_up");
    private static final int PAGE = 1000;

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json")
    private boolean json;

    SourcesCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode found = server.get(SOURCES, Map.of());
            boolean bad = false;
            for (JsonNode source : found.path("sources")) {
                bad |= BAD.contains(source.path("standing").asString());
            }
            if (json) {
                out().println(found.toPrettyString());
            } else {
                found.path("sources").forEach(this::print);
            }
            return bad ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private void print(JsonNode source) {
        JsonNode files = source.path("files");
        out().println(
                        "%4d  %s  (%s)"
                                .formatted(
                                        source.path("id").asLong(),
                                        source.path("label").asString(),
                                        messages.text(
                                                "sources.standing."
                                                        + source.path("standing").asString())));
        out().println(
                        "      "
                                + messages.text(
                                        "sources.files",
                                        files.path("read").asLong(),
                                        files.path("waiting").asLong(),
                                        files.path("skipped").asLong(),
                                        files.path("failed").asLong()));
        if (source.path("trouble").isString()) {
            out().println("      " + source.path("trouble").asString());
        }
    }

    @Command(name = "ledger", mixinStandardHelpOptions = true)
    int ledger(
            @Parameters(paramLabel = "ID") long id,
            @Option(names = "--state") @Nullable String state,
            @Option(names = "--json") boolean asJson) {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            int offset = 0;
            JsonNode page;
            do {
                Map<String, String> parameters = new HashMap<>();
                parameters.put("limit", String.valueOf(PAGE));
                parameters.put("offset", String.valueOf(offset));
                if (state != null) {
                    parameters.put("state", state);
                }
                page = server.get(SOURCES + "/" + id + "/files", parameters).path("files");
                for (JsonNode file : page) {
                    out().println(asJson ? file.toString() : line(file));
                }
                offset += PAGE;
            } while (page.size() == PAGE);
            return ExitCode.OK;
        }
    }

    /// One line a file, whatever it is called.
    private String line(JsonNode file) {
        String message = file.path("message").asString("");
        String text =
                "%d\t%s\t%s%s"
                        .formatted(
                                file.path("id").asLong(),
                                messages.text("sources.state." + file.path("state").asString()),
                                file.path("path").asString(),
                                message.isEmpty() ? "" : "\t" + message);
        return text.replaceAll("[\\p{Cntrl}&&[^\\t]]", " ");
    }

    @Command(name = "try-again", mixinStandardHelpOptions = true)
    int tryAgain(
            @Parameters(paramLabel = "ID") long id,
            @Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Long file,
            @Option(names = "--json") boolean asJson)
            throws InterruptedException {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            String path = SOURCES + "/" + id;
            JsonNode source =
                    server.post(
                            file == null ? path + "/scan" : path + "/files/" + file + "/try-again");
            return ScanReport.followed(
                            server, List.of(source.path("job")), spec.commandLine(), messages)
                    .print(asJson);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
