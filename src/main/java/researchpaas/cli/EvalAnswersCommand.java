package researchpaas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
import researchpaas.operate.AnswerQuestions.UnreadableQuestions;
import researchpaas.operate.EvaluateAnswers;
import researchpaas.operate.EvaluateAnswers.Measured;
import researchpaas.operate.EvaluateAnswers.Report;
import researchpaas.operate.EvaluateAnswers.Waited;
import tools.jackson.databind.json.JsonMapper;

/// Measures answers over a folder of documents in a library of its own, which is thrown away
/// afterwards; by the configured language model, where one is.
@Command(name = "eval-answers", mixinStandardHelpOptions = true)
final class EvalAnswersCommand implements Callable<Integer> {
    private final Class<?> application;
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "QUESTIONS")
    private Path questions = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR")
    private Path documents = Path.of("");

    @Option(names = "--json")
    private boolean json;

    EvalAnswersCommand(Class<?> application, Messages messages) {
        this.application = application;
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(documents)) {
            throw new CommandFailed(messages.text("eval-answers.noFolder", documents.toString()));
        }
        spec.commandLine().getErr().println(messages.text("eval.start", documents));
        try {
            print(
                    ScratchLibrary.measure(
                            application,
                            Optional.of(documents),
                            (library, _) ->
                                    library.getBean(EvaluateAnswers.class).evaluate(questions)));
            return ExitCode.OK;
        } catch (UnreadableQuestions e) {
            throw new CommandFailed(
                    messages.text("eval-answers.unreadable", String.valueOf(e.getMessage())));
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
        out.println(messages.text("eval-answers.head", report.model(), report.all().questions()));
        Map<String, Measured> sets = new LinkedHashMap<>();
        sets.put("all", report.all());
        sets.put("tuning", report.tuning());
        sets.put("check", report.check());
        sets.forEach((name, measured) ->
                out.printf(
                        Locale.ROOT,
                        "%-7s proved %.3f  precision %.3f  recall %.3f  refused: wrongly %.3f, other subjects %.3f, missing %.3f, evidence removed %.3f  %.0f ms%n",
                        name,
                        measured.proved(),
                        measured.precision(),
                        measured.recall(),
                        measured.falseRefusals(),
                        measured.refusedOff(),
                        measured.refusedMissing(),
                        measured.refusedRemoved(),
                        measured.millisPerAnswer()));
        out.printf(
                Locale.ROOT,
                "median and 95 %% in ms: first stage %s, search ended %s, first proved %s, whole %s%n",
                waited(report.speed().firstStage()),
                waited(report.speed().reading()),
                waited(report.speed().firstProved()),
                waited(report.speed().whole()));
    }

    private static String waited(Waited waited) {
        return String.format(Locale.ROOT, "%.0f/%.0f", waited.median(), waited.most());
    }
}
