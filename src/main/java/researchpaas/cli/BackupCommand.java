package researchpaas.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import researchpaas.operate.BackUp;
import researchpaas.operate.BackUp.Refused;
import researchpaas.operate.BackUp.Saved;

/// Saves the library into an archive and proves it, beside a running server or without one.
@Command(name = "backup", mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--to", paramLabel = "PLACE")
    private @Nullable String to;

    @Option(names = "--keep", paramLabel = "NUMBER")
    private @Nullable Integer keep;

    @Option(names = "--json")
    private boolean json;

    BackupCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() {
        var line = spec.commandLine();
        ArchiveWork work = new ArchiveWork(messages, line.getOut(), line.getErr(), json);
        try (ConfigurableApplicationContext context = ArchiveWork.context()) {
            String place = place(context.getEnvironment());
            int number = number(context.getEnvironment());
            return switch (context.getBean(BackUp.class).backUp(place, number, work.progress())) {
                case Saved saved ->
                        work.done(
                                "backup.saved",
                                saved.proof().place() + "/" + saved.proof().name(),
                                saved.manifest());
                case Refused refused -> work.refused(refused.refusal());
            };
        }
    }

    private String place(Environment environment) {
        return to != null
                ? to
                : environment.getProperty("research-paas.backup.to", "").isBlank()
                        ? environment.getRequiredProperty("research-paas.home") + "/backups"
                        : environment.getRequiredProperty("research-paas.backup.to");
    }

    private int number(Environment environment) {
        int number =
                keep != null
                        ? keep
                        : environment.getProperty("research-paas.backup.keep", Integer.class, 7);
        if (number < 1) {
            throw new CommandFailed(messages.text("backup.keep.tooFew"));
        }
        return number;
    }
}
