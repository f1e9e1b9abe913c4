package researchpaas.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import researchpaas.ingest.Incident;

/// `research-paas COMMAND …`; without a command it serves. Results go to standard output,
/// everything else to standard error, so that `--json` can be piped.
@Command(name = "research-paas", mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class CommandLineDoor implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(CommandLineDoor.class);

    private final ServeCommand serve;

    private CommandLineDoor(ServeCommand serve) {
        this.serve = serve;
    }

    /// @param application the class that Spring Boot starts
    /// @return the process's exit code; 0 also for a server that has been started and goes on
    public static int run(Class<?> application, String... arguments) {
        PrintStream results = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean serves =
                arguments.length == 0
                        || arguments[0].equals("serve")
                        || arguments[0].startsWith("--research-paas.");
        if (!serves) {
            System.setOut(System.err);
        }
        Messages messages = new Messages(ResourceBundle.getBundle("cli", Locale.getDefault()));
        CommandLine line = commands(application, messages);
        // after the subcommands, which take these over only when they are there already
        line.setResourceBundle(messages.bundle())
                .setOut(Printable.to(results))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> explain(e, command, messages));
        return line.execute(arguments);
    }

    static CommandLine commands(Class<?> application, Messages messages) {
        ServeCommand serve = new ServeCommand(application, messages);
        CommandLine line = new CommandLine(new CommandLineDoor(serve));
        line.addSubcommand("serve", serve);
        line.addSubcommand("ingest", new IngestCommand(application, messages));
        line.addSubcommand("samples", new SamplesCommand(application, messages));
        line.addSubcommand("upload", new UploadCommand(application, messages));
        line.addSubcommand("search", new SearchCommand(application, messages));
        line.addSubcommand(
                "ask",
                new AskCommand(() -> LibraryServer.connect(application, messages), messages));
        line.addSubcommand("status", new StatusCommand(application, messages));
        line.addSubcommand("sources", new SourcesCommand(application, messages));
        line.addSubcommand("reconcile", new ReconcileCommand(application, messages));
        line.addSubcommand("index", new IndexCommand(application, messages));
        line.addSubcommand("eval", new EvalCommand(application, messages));
        line.addSubcommand("eval-answers", new EvalAnswersCommand(application, messages));
        CommandLine backup = new CommandLine(new BackupCommand(messages));
        backup.addSubcommand("verify", new VerifyBackupCommand(messages));
        line.addSubcommand("backup", backup);
        line.addSubcommand("restore", new RestoreCommand(messages));
        line.addSubcommand("init-production-db", new InitDatabaseCommand(messages));
        line.addSubcommand("people", new PeopleCommand(application, messages));
        line.addSubcommand("models", new ModelsCommand(application, messages));
        line.addSubcommand("costs", new CostsCommand(messages));
        line.addSubcommand("doctor", new DoctorCommand(messages));
        line.addSubcommand("smoke", new SmokeCommand(messages));
        line.addSubcommand("secrets", new SecretsCommand(messages));
        line.addSubcommand("takeover", new TakeoverCommand(messages));
        return line;
    }

    @Override
    public void run() {
        serve.run();
    }

    /// A door's error translator: a sentence for what a person can mend, an incident id for what he
    /// cannot.
    private static int explain(Exception e, CommandLine command, Messages messages) {
        if (e instanceof CommandFailed failed) {
            command.getErr().println(failed.getMessage());
            return ExitCode.SOFTWARE;
        }
        if (e instanceof StartFailed) {
            // Boot has told why
            return ExitCode.SOFTWARE;
        }
        String incident = Incident.newId();
        log.atError().addKeyValue("incident", incident).setCause(e).log("A command broke");
        command.getErr().println(messages.text("broke", incident));
        return ExitCode.SOFTWARE;
    }
}
