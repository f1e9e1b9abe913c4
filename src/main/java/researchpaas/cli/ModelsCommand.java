package researchpaas.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which language models there are, asked of their service, and what was used of them.
@Command(name = "models", mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--days", paramLabel = "N", defaultValue = "30")
    private int days;

    @Option(names = "--json")
    private boolean json;

    ModelsCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode models = server.get("/api/models", Map.of("include_hidden", "true"));
            if (models.path("count").asInt() > 0) {
                server.post("/api/models/sync");
                models = server.get("/api/models", Map.of("include_hidden", "true"));
            }
            JsonNode use = server.get("/api/v1/model-use", Map.of("days", String.valueOf(days)));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                ObjectNode all = JsonMapper.shared().createObjectNode();
                all.set("models", models.path("models"));
                all.set("use", use);
                out.println(all.toPrettyString());
            } else {
                print(out, models, use);
            }
            return ExitCode.OK;
        }
    }

    private void print(PrintWriter out, JsonNode models, JsonNode use) {
        if (models.path("count").asInt() == 0) {
            out.println(messages.text("models.none"));
        }
        for (JsonNode model : models.path("models")) {
            String kind =
                    model.path("is_default").asBoolean()
                            ? "models.configured"
                            : model.path("is_hidden").asBoolean()
                                    ? "models.offered"
                                    : "models.selectable";
            out.printf(Locale.ROOT, "%-48s %s%n", model.path("id").asString(), messages.text(kind));
        }
        Map<String, Sum> sums = new TreeMap<>();
        for (JsonNode line : use.path("lines")) {
            sums.computeIfAbsent(line.path("model").asString(), _ -> new Sum()).add(line);
        }
        out.println(messages.text("models.used", days));
        sums.forEach((model, sum) ->
                out.println(
                        messages.text(
                                sum.unpriced == 0 ? "models.line" : "models.lineUnpriced",
                                model,
                                sum.requests,
                                sum.input,
                                sum.output,
                                sum.cost.toPlainString(),
                                use.path("currency").asString())));
        if (sums.isEmpty()) {
            out.println(messages.text("models.unused"));
        }
    }

    private static final class Sum {
        private long requests;
        private long input;
        private long output;
        private long unpriced;
        private BigDecimal cost = BigDecimal.ZERO;

        void add(JsonNode line) {
            requests += line.path("requests").asLong();
            input += line.path("input_tokens").asLong();
            output += line.path("output_tokens").asLong() + line.path("thinking_tokens").asLong();
            unpriced += line.path("unpriced").asLong();
            cost = cost.add(line.path("cost").asDecimal(BigDecimal.ZERO));
        }
    }
}
