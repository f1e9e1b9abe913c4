package researchpaas.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "search", mixinStandardHelpOptions = true)
final class SearchCommand implements Runnable {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "QUESTION", arity = "1..*")
    private String[] question = {};

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10")
    private int limit;

    @Option(names = "--category", paramLabel = "CATEGORY")
    private @Nullable String category;

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "hybrid")
    private String mode = "hybrid";

    @Option(names = "--json")
    private boolean json;

    SearchCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public void run() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", String.join(" ", question));
        parameters.put("limit", Integer.toString(limit));
        parameters.put("mode", mode);
        if (category != null) {
            parameters.put("category", category);
        }
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode found = server.get("/documents/search", parameters);
            if (json) {
                spec.commandLine().getOut().println(found.toPrettyString());
            } else {
                print(found);
            }
        }
    }

    private void print(JsonNode found) {
        PrintWriter out = spec.commandLine().getOut();
        if (found.path("documents").isEmpty()) {
            out.println(messages.text("search.nothing"));
        }
        int place = 0;
        for (JsonNode document : found.path("documents")) {
            out.printf(
                    "%d. %s  [%s/%d]%n",
                    ++place,
                    document.path("title").asString(),
                    document.path("category").asString(),
                    document.path("id").asLong());
            for (JsonNode passage : document.path("passages")) {
                out.println("   " + messages.text("search.page", passage.path("page").asInt()));
                out.println("   " + marked(passage));
            }
        }
    }

    /// The passage on one line, its marks between asterisks.
    private static String marked(JsonNode passage) {
        String text = passage.path("text").asString();
        StringBuilder line = new StringBuilder();
        int at = 0;
        for (JsonNode mark : passage.path("marks")) {
            int start = mark.get(0).asInt();
            int end = mark.get(1).asInt();
            line.append(text, at, start).append('*').append(text, start, end).append('*');
            at = end;
        }
        return line.append(text.substring(at)).toString().replace('\n', ' ');
    }
}
