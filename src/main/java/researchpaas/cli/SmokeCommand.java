package researchpaas.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import researchpaas.cli.TryInstance.Plan;
import researchpaas.cli.TryInstance.Result;
import researchpaas.cli.TryInstance.Step;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tries a deployed instance from outside. Exit code 1 when a step went wrong.
@Command(name = "smoke", mixinStandardHelpOptions = true)
final class SmokeCommand implements Callable<Integer> {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "URL")
    private String url = "";

    /// Others on this computer can read arguments; the variable is the better place.
    @Option(names = "--key", paramLabel = "KEY", defaultValue = "${env:SMOKE_KEY:-}")
    private String key = "";

    @Option(names = "--write")
    private boolean write;

    @Option(names = "--json")
    private boolean json;

    SmokeCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI base = base();
        String token = orEmpty(System.getenv("METRICS_TOKEN"));
        List<Step> steps;
        try (Deployed server = new Deployed(base)) {
            Plan plan = new Plan(key.strip(), token.strip(), write);
            steps = new TryInstance(server, base, plan, json ? _ -> {} : this::print).run();
        }
        long wrong = steps.stream().filter(step -> step.result() == Result.WRONG).count();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(steps, wrong).toPrettyString());
        } else {
            out.println();
            out.println(messages.text("smoke.sum", steps.size(), wrong));
        }
        return wrong == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /// @throws ParameterException which ends with exit code 2
    private URI base() {
        try {
            URI address = URI.create(url.strip());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (List.of("http", "https").contains(scheme)
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && List.of("", "/").contains(address.getPath())) {
                return URI.create(scheme + "://" + address.getRawAuthority());
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ParameterException(spec.commandLine(), messages.text("smoke.url"));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void print(Step step) {
        spec.commandLine()
                .getOut()
                .println(
                        Columns.padded(messages.text("smoke.result." + step.result()), 12)
                                + Columns.padded(step.name(), 16)
                                + Columns.padded(step.millis() + " ms", 10)
                                + found(step));
    }

    private String found(Step step) {
        return messages.text("smoke.found." + step.key(), step.values().toArray());
    }

    private ObjectNode json(List<Step> steps, long wrong) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("url", url.strip());
        report.put("wrong", wrong);
        ArrayNode all = report.putArray("steps");
        for (Step step : steps) {
            ObjectNode line = all.addObject();
            line.put("step", step.name());
            line.put("result", step.result().name().toLowerCase(Locale.ROOT));
            line.put("code", step.key());
            line.put("found", found(step));
            line.put("ms", step.millis());
        }
        return report;
    }
}
