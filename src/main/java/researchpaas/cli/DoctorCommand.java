package researchpaas.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.State;
import researchpaas.checkup.RunChecks;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks at the configuration and says what to do. Exit code 1 when something is wrong.
@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json")
    private boolean json;

    DoctorCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() {
        List<Diagnosis> found = new ArrayList<>();
        try (Checkup checkup = Checkup.open(messages)) {
            found.addAll(new RunChecks(PATIENCE).run(checkup.checks(found)));
        }
        if (json) {
            spec.commandLine().getOut().println(json(found).toPrettyString());
        } else {
            print(found);
        }
        return count(found, State.WRONG) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(List<Diagnosis> found) {
        PrintWriter out = spec.commandLine().getOut();
        for (Diagnosis one : found) {
            out.println(
                    Columns.padded(messages.text("doctor.state." + one.state()), 12)
                            + Columns.padded(messages.text("doctor.topic." + one.topic()), 18)
                            + found(one));
            toDo(one).ifPresent(text -> out.println(" ".repeat(30) + "→ " + text));
        }
        out.println();
        out.println(
                messages.text(
                        "doctor.sum",
                        count(found, State.OK),
                        count(found, State.WARNING),
                        count(found, State.WRONG),
                        count(found, State.NOT_CHECKED)));
    }

    private String found(Diagnosis one) {
        return messages.text("doctor.found." + one.key(), one.values().toArray());
    }

    private Optional<String> toDo(Diagnosis one) {
        String key = "doctor.do." + one.key();
        return one.state() == State.OK || !messages.bundle().containsKey(key)
                ? Optional.empty()
                : Optional.of(messages.text(key, one.values().toArray()));
    }

    private static long count(List<Diagnosis> found, State state) {
        return found.stream().filter(one -> one.state() == state).count();
    }

    private ObjectNode json(List<Diagnosis> found) {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        report.put("wrong", count(found, State.WRONG));
        report.put("warnings", count(found, State.WARNING));
        ArrayNode checks = report.putArray("checks");
        for (Diagnosis one : found) {
            ObjectNode line = checks.addObject();
            line.put("topic", name(one.topic()));
            line.put("state", name(one.state()));
            line.put("code", one.key());
            line.put("found", found(one));
            toDo(one).ifPresent(text -> line.put("to_do", text));
        }
        return report;
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
