package researchpaas.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import researchpaas.account.Administrators;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.DatabaseSetup.Report;
import researchpaas.document.DatabaseSetup.Step;

/// Prepares the database before the first start: checks and schema, as a table. Exit code 1 when
/// something is to be mended first.
@Command(name = "init-production-db", mixinStandardHelpOptions = true)
final class InitDatabaseCommand implements Callable<Integer> {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    InitDatabaseCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() {
        // the database's part of the program only, each bean when it is asked for
        SpringApplication application = new SpringApplication();
        application.setSources(Set.of("researchpaas.document"));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        try (ConfigurableApplicationContext context = application.run()) {
            String admins = context.getEnvironment().getProperty("research-paas.admin-users", "");
            Administrators administrators = Administrators.of(admins);
            Report report = context.getBean(DatabaseSetup.class).prepare();
            print(report);
            boolean named = print(administrators);
            return report.succeeded() && named ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void print(Report report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(messages.text("init.head", report.place()));
        for (Step step : report.steps()) {
            line(
                    messages.text("init." + step.kind()),
                    messages.text("init." + step.outcome()),
                    step.detail());
        }
    }

    /// Their accounts are made when there are accounts; a list that cannot be used then is told
    /// now.
    private boolean print(Administrators administrators) {
        List<String> unusable = administrators.unusable();
        String outcome =
                !unusable.isEmpty()
                        ? "FAILED"
                        : administrators.addresses().isEmpty() ? "NOTE" : "FINE";
        String detail =
                switch (outcome) {
                    case "FAILED" ->
                            messages.text("init.admins.unusable", String.join(", ", unusable));
                    case "NOTE" -> messages.text("init.admins.none");
                    default ->
                            messages.text(
                                    "init.admins.later",
                                    String.join(", ", administrators.addresses()));
                };
        line(messages.text("init.ADMINISTRATORS"), messages.text("init." + outcome), detail);
        return unusable.isEmpty();
    }

    private void line(String what, String outcome, String detail) {
        spec.commandLine().getOut().printf(Locale.ROOT, "  %-16s %-8s %s%n", what, outcome, detail);
    }
}
