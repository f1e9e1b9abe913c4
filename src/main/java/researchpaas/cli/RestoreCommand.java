package researchpaas.cli;

import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import researchpaas.operate.Restore;
import researchpaas.operate.Restore.Refused;
import researchpaas.operate.Restore.Restored;

/// Fills an empty database from an archive. No server may run on it.
@Command(name = "restore", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ARCHIVE")
    private String archive = "";

    @Option(names = "--json")
    private boolean json;

    RestoreCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() {
        var line = spec.commandLine();
        ArchiveWork work = new ArchiveWork(messages, line.getOut(), line.getErr(), json);
        try (ConfigurableApplicationContext context = ArchiveWork.context()) {
            return switch (context.getBean(Restore.class).restore(archive, work.progress())) {
                case Restored restored ->
                        work.done("backup.restored", archive, restored.manifest());
                case Refused refused -> work.refused(refused.refusal());
            };
        }
    }
}
