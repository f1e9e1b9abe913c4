package researchpaas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import researchpaas.operate.EvaluateSearch;
import researchpaas.operate.EvaluateSearch.Measured;
import researchpaas.operate.EvaluateSearch.Report;
import researchpaas.operate.TestCollections.UnreadableCollection;
import tools.jackson.databind.json.JsonMapper;

/// Measures search on a test collection in a library of its own, which is thrown away afterwards.
@Command(name = "eval", mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR")
    private Path collection = Path.of("");

    @Option(names = "--json")
    private boolean json;

    EvalCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        spec.commandLine().getErr().println(messages.text("eval.start", collection));
        try {
            print(
                    ScratchLibrary.measure(
                            application,
                            Optional.empty(),
                            (library, folder) ->
                                    library.getBean(EvaluateSearch.class)
                                            .evaluate(collection, folder)));
            return ExitCode.OK;
        } catch (UnreadableCollection e) {
            throw new CommandFailed(
                    messages.text("eval.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(report));
            return;
        }
        out.println(
                messages.text(
                        "eval.head",
                        report.collection(),
                        report.documents(),
                        report.questions(),
                        report.depth(),
                        report.importSeconds()));
        Map<String, Measured> legs = new LinkedHashMap<>();
        legs.put("words", report.words());
        legs.put("meaning", report.meaning());
        legs.put("hybrid", report.hybrid());
        legs.forEach((name, measured) ->
                out.printf(
                        Locale.ROOT,
                        "%-8s nDCG@10 %.4f  recall@10 %.4f  %.1f ms%n",
                        name,
                        measured.ndcg10(),
                        measured.recall10(),
                        measured.millisPerQuestion()));
    }
}
