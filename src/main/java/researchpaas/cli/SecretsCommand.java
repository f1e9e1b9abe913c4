package researchpaas.cli;

import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.DatabaseSetup.Outcome;
import researchpaas.document.DatabaseSetup.Step;
import researchpaas.secret.RotateSecrets;
import researchpaas.secret.Secrets.Rotation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Stored passwords of outside services. Works on the database alone: a server that runs knows
/// another SECRETS_KEY.
@Command(name = "secrets", mixinStandardHelpOptions = true)
final class SecretsCommand implements Runnable {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    SecretsCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), messages.text("secrets.which"));
    }

    /// Exit code 1 when something could not be read.
    @Command(name = "rotate", mixinStandardHelpOptions = true)
    int rotate(@Option(names = "--json") boolean json) {
        try (ConfigurableApplicationContext context =
                DatabasePart.open(
                        RotateSecrets.class,
                        "researchpaas.secret.jdbc",
                        "researchpaas.audit.jdbc")) {
            prepare(context.getBean(DatabaseSetup.class));
            Rotation rotation = context.getBean(RotateSecrets.class).rotate();
            if (!rotation.possible()) {
                throw new CommandFailed(messages.text("secrets.noKey"));
            }
            print(rotation, json);
            return rotation.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static void prepare(DatabaseSetup database) {
        database.prepare().steps().stream()
                .filter(step -> step.outcome() == Outcome.FAILED)
                .map(Step::detail)
                .findFirst()
                .ifPresent(trouble -> {
                    throw new CommandFailed(trouble);
                });
    }

    private void print(Rotation rotation, boolean json) {
        var out = spec.commandLine().getOut();
        if (json) {
            ObjectNode found = JsonMapper.shared().createObjectNode();
            found.put("rotated", rotation.rotated());
            rotation.unreadable().forEach(found.putArray("unreadable")::add);
            out.println(found.toPrettyString());
            return;
        }
        out.println(messages.text("secrets.rotated", rotation.rotated()));
        rotation.unreadable().forEach(name -> out.println(messages.text("secrets.lost", name)));
    }
}
