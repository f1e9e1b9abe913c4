package researchpaas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Which search index serves, and moving the library to another. A switch's exit code is 0 only
/// when the new index proved itself and serves. Scripts may rely on serves, previous, building and
/// last{switched, differences[{kind, count}], vectors, answers}.
@Command(name = "index", mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
    private static final String INDEX = "/api/v1/index";
    private static final long POLL_MILLIS = 500;
    private static final Duration GIVEN_UP = Duration.ofSeconds(1);
    private static final Duration LONGEST_REPORT = Duration.ofMinutes(2);

    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    IndexCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() {
        return status(false);
    }

    @Command(name = "status", mixinStandardHelpOptions = true)
    int status(@Option(names = "--json") boolean json) {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            tellStatus(server.get(INDEX, Map.of()), json);
            return ExitCode.OK;
        }
    }

    private void tellStatus(JsonNode index, boolean json) {
        if (json) {
            out().println(index.toPrettyString());
            return;
        }
        out().println(messages.text("index.serves", name(index.path("serves"))));
        if (!index.path("configured").equals(index.path("active"))) {
            out().println(messages.text("index.configured", name(index.path("configured"))));
        }
        if (index.path("previous").isObject()) {
            out().println(messages.text("index.previous", name(index.path("previous"))));
        }
        if (index.path("building").isObject()) {
            out().println(messages.text("index.building", name(index.path("building"))));
            String progress = progress(index);
            if (!progress.isEmpty()) {
                out().println(progress);
            }
        }
        out().println(messages.text("index.held", joined(index.path("held"))));
        out().println(messages.text("index.engines", joined(index.path("engines"))));
        out().println(messages.text("index.models", joined(index.path("models"))));
    }

    private static String joined(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asString()));
        return String.join(", ", all);
    }

    private static String name(JsonNode choice) {
        return choice.path("engine").asString() + " / " + choice.path("model").asString();
    }

    @Command(name = "switch", mixinStandardHelpOptions = true)
    int move(
            @Option(names = "--to") @Nullable String engine,
            @Option(names = "--model") @Nullable String model,
            @Option(names = "--report") @Nullable Path report,
            @Option(names = "--json") boolean json)
            throws InterruptedException, IOException {
        String parameters =
                "?to=%s&model=%s"
                        .formatted(
                                LibraryServer.encode(engine == null ? "" : engine),
                                LibraryServer.encode(model == null ? "" : model));
        return follow("/switch" + parameters, report, json);
    }

    @Command(name = "back", mixinStandardHelpOptions = true)
    int back(
            @Option(names = "--report") @Nullable Path report,
            @Option(names = "--json") boolean json)
            throws InterruptedException, IOException {
        return follow("/back", report, json);
    }

    private int follow(String request, @Nullable Path report, boolean json)
            throws InterruptedException, IOException {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            JsonNode index = server.post(INDEX + request);
            String told = "";
            JsonNode wanted = index.path("building");
            Duration idle = Duration.ZERO;
            while (index.path("building").isObject() || !ended(index)) {
                String progress = progress(index);
                if (!progress.equals(told) && !progress.isEmpty()) {
                    spec.commandLine().getErr().println(progress);
                    told = progress;
                }
                Thread.sleep(POLL_MILLIS);
                index = server.get(INDEX, Map.of());
                boolean works = index.path("building").isObject() || index.path("step").isObject();
                idle = works ? Duration.ZERO : idle.plusMillis(POLL_MILLIS);
                // the report of one that serves is on its way, perhaps from another instance
                boolean serves = wanted.isObject() && wanted.equals(index.path("active"));
                if (idle.compareTo(serves ? LONGEST_REPORT : GIVEN_UP) > 0) {
                    break;
                }
            }
            return tell(index, report, json);
        }
    }

    private static boolean ended(JsonNode index) {
        return index.path("last").isObject();
    }

    /// The share in tenths, so that a log is not filled.
    private String progress(JsonNode index) {
        if (index.path("waiting").asBoolean()) {
            return messages.text("index.waiting");
        }
        JsonNode step = index.path("step");
        if (!step.isObject()) {
            return "";
        }
        long all = step.path("all").asLong(0);
        long done = step.path("done").asLong();
        return messages.text(
                "index.step." + step.path("stage").asString(),
                done,
                all == 0 ? 0 : done * 10 / all * 10);
    }

    private int tell(JsonNode index, @Nullable Path folder, boolean json) throws IOException {
        JsonNode last = index.path("last");
        if (!last.isObject()) {
            throw new CommandFailed(messages.text("index.unknown"));
        }
        String text = text(last);
        if (folder != null) {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("index-switch.json"),
                    last.toPrettyString() + System.lineSeparator());
            Files.writeString(folder.resolve("index-switch.txt"), text);
        }
        if (json) {
            out().println(last.toPrettyString());
        } else {
            out().print(text);
            out().flush();
        }
        return last.path("switched").asBoolean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String text(JsonNode last) {
        List<String> lines = new ArrayList<>();
        lines.add(
                messages.text("index.report.head", name(last.path("from")), name(last.path("to"))));
        lines.add(
                messages.text(
                        "index.report.times",
                        last.path("started_at").asString(),
                        last.path("ended_at").asString(),
                        last.path("vectors_computed").asLong()));
        JsonNode before = last.path("before");
        lines.add(
                before.isObject()
                        ? messages.text(
                                "index.report.before",
                                before.path("documents").asLong(),
                                before.path("passages").asLong())
                        : messages.text("index.report.noBefore"));
        lines.add(
                messages.text(
                        "index.report.after",
                        last.path("after").path("documents").asLong(),
                        last.path("after").path("passages").asLong()));
        lines.add(
                messages.text(
                        "index.report.compared",
                        last.path("documents").asLong(),
                        last.path("passages").asLong(),
                        last.path("differences").size()));
        for (JsonNode difference : last.path("differences")) {
            lines.add(
                    "  %,d  %s"
                            .formatted(
                                    difference.path("count").asLong(),
                                    difference.path("sentence").asString()));
        }
        JsonNode vectors = last.path("vectors");
        lines.add(
                messages.text(
                        "index.report.vectors",
                        vectors.path("compared").asLong(),
                        vectors.path("missing").asLong(),
                        vectors.path("leastCosine").asDouble()));
        JsonNode answers = last.path("answers");
        lines.add(
                answers.isObject()
                        ? messages.text(
                                "index.report.answers",
                                answers.path("questions").asLong(),
                                answers.path("overlap").asDouble(),
                                answers.path("least").asDouble(),
                                answers.path("sameFirst").asLong())
                        : messages.text("index.report.noAnswers"));
        lines.add(messages.text("index.report.switched." + last.path("switched").asBoolean()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    @Command(name = "stop", mixinStandardHelpOptions = true)
    int stop() {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            tellStatus(server.delete(INDEX + "/switch"), false);
            return ExitCode.OK;
        }
    }

    @Command(name = "forget", mixinStandardHelpOptions = true)
    int forget() {
        try (LibraryServer server = LibraryServer.connect(application, messages)) {
            tellStatus(server.delete(INDEX + "/previous"), false);
            return ExitCode.OK;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
