package researchpaas.cli;

import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import researchpaas.operate.VerifyBackup;
import researchpaas.operate.VerifyBackup.Proved;
import researchpaas.operate.VerifyBackup.Refused;

/// Proves an archive by restoring it into a database that is thrown away.
@Command(name = "verify", mixinStandardHelpOptions = true)
final class VerifyBackupCommand implements Callable<Integer> {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ARCHIVE")
    private String archive = "";

    @Option(names = "--json")
    private boolean json;

    VerifyBackupCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() {
        var line = spec.commandLine();
        ArchiveWork work = new ArchiveWork(messages, line.getOut(), line.getErr(), json);
        try (ConfigurableApplicationContext context = ArchiveWork.context()) {
            return switch (context.getBean(VerifyBackup.class).verify(archive, work.progress())) {
                case Proved proved -> work.done("backup.proved", archive, proved.manifest());
                case Refused refused -> work.refused(refused.refusal());
            };
        }
    }
}
