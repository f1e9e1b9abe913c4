package researchpaas.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a question; on a terminal the stages are told while one waits.
@Command(name = "ask", mixinStandardHelpOptions = true)
final class AskCommand implements Runnable {
    private static final String START_OF_LINE = "\r\033[K";

    private final Supplier<LibraryServer> connection;
    private final Messages messages;
    private final List<String> sources = new ArrayList<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "QUESTION", arity = "1..*")
    private String[] question = {};

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "general")
    private String kind = "general";

    @Option(names = "--model", paramLabel = "MODEL")
    private @Nullable String model;

    @Option(names = "--json")
    private boolean json;

    /// @param connection made when there is something to ask
    AskCommand(Supplier<LibraryServer> connection, Messages messages) {
        this.connection = connection;
        this.messages = messages;
    }

    @Override
    public void run() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("question", String.join(" ", question));
        body.put("kind", kind);
        if (model != null) {
            body.put("model", model);
        }
        boolean terminal =
                !json
                        && Optional.ofNullable(System.console())
                                .filter(Console::isTerminal)
                                .isPresent();
        try (LibraryServer server = connection.get()) {
            server.ask(
                    JsonMapper.shared().writeValueAsString(body),
                    (name, data) -> tell(name, data, terminal));
        }
    }

    private void tell(String event, JsonNode data, boolean terminal) {
        if (terminal) {
            PrintWriter err = spec.commandLine().getErr();
            err.print(START_OF_LINE);
            if (event.equals("stage")) {
                err.print(messages.text("ask.stage." + data.path("step").asString()));
            }
            err.flush();
        }
        if (event.equals("done")) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(data.toPrettyString());
            } else {
                printRest(data, out);
            }
        } else if (event.equals("statement") && !json) {
            print(data, spec.commandLine().getOut());
        }
    }

    private void print(JsonNode statement, PrintWriter out) {
        StringBuilder line = new StringBuilder(line(statement.path("text")));
        for (JsonNode citation : statement.path("citations")) {
            String source =
                    messages.text(
                            "ask.source",
                            line(citation.path("title")),
                            citation.path("page").asInt(),
                            citation.path("category").asString(),
                            citation.path("id").asLong());
            if (!sources.contains(source)) {
                sources.add(source);
            }
            line.append(" [").append(sources.indexOf(source) + 1).append(']');
        }
        out.println(line);
        out.flush();
    }

    /// So that nobody's words look like a line of this program.
    private static String line(JsonNode text) {
        return text.asString().replaceAll("\\s+", " ").strip();
    }

    private void printRest(JsonNode answer, PrintWriter out) {
        if (answer.path("statements").isEmpty()) {
            out.println(messages.text("ask.notFound"));
        }
        if (!sources.isEmpty()) {
            out.println();
        }
        for (int i = 0; i < sources.size(); i++) {
            out.println("[" + (i + 1) + "] " + sources.get(i));
        }
        if (!answer.path("next_actions").isEmpty()) {
            out.println();
            out.println(messages.text("ask.next"));
        }
        for (JsonNode action : answer.path("next_actions")) {
            out.println("- " + line(action.path("text")));
        }
        String notice = answer.path("notice").asString("");
        if (!notice.isEmpty() && !answer.path("statements").isEmpty()) {
            out.println();
            out.println(notice);
        }
    }
}
