package researchpaas.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import researchpaas.account.Account;
import researchpaas.account.Accounts;
import researchpaas.account.Accounts.Appointed;
import researchpaas.account.Accounts.Appointed.Added;
import researchpaas.account.Accounts.Appointed.Kept;
import researchpaas.account.Accounts.Appointed.Raised;
import researchpaas.account.Address;
import researchpaas.account.Administrators;
import researchpaas.account.AppointAdministrators;
import researchpaas.account.Role;
import researchpaas.document.DatabaseSetup;
import researchpaas.document.DatabaseSetup.Outcome;
import researchpaas.document.DatabaseSetup.Report;
import researchpaas.document.DatabaseSetup.Step;

/// Prepares the database before the first start: checks, schema and the first administrators, as a
/// table. Exit code 1 when something is to be mended first.
@Command(name = "init-production-db", mixinStandardHelpOptions = true)
final class InitDatabaseCommand implements Callable<Integer> {
    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    InitDatabaseCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context =
                DatabasePart.open(
                        AppointAdministrators.class,
                        "researchpaas.account.jdbc",
                        "researchpaas.audit.jdbc")) {
            String admins = context.getEnvironment().getProperty("research-paas.admin-users", "");
            Report report = context.getBean(DatabaseSetup.class).prepare();
            print(report);
            Administrators administrators = Administrators.of(admins);
            if (!administrators.unusable().isEmpty()) {
                refuse(administrators.unusable());
                return ExitCode.SOFTWARE;
            }
            if (!report.succeeded()) {
                return ExitCode.SOFTWARE;
            }
            context.getBean(AppointAdministrators.class)
                    .appoint(administrators.addresses())
                    .forEach(this::print);
            others(administrators.addresses(), context.getBean(Accounts.class));
            return ExitCode.OK;
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

    private void refuse(List<String> unusable) {
        administrators(
                Outcome.FAILED, messages.text("init.admins.unusable", String.join(", ", unusable)));
    }

    /// The configuration adds and raises, and takes from nobody what an administrator gave.
    private void others(List<Address> addresses, Accounts accounts) {
        List<Account> all = accounts.administrators();
        all.stream()
                .filter(account -> !addresses.contains(account.address()))
                .forEach(account -> print(account, Outcome.FINE, "init.admins.other"));
        if (all.stream().allMatch(Account::suspended)) {
            administrators(Outcome.NOTE, messages.text("init.admins.none"));
        }
    }

    private void print(Appointed appointed) {
        switch (appointed) {
            case Added(Account account) -> print(account, Outcome.DONE, "init.admins.added");
            case Kept(Account account) -> print(account, Outcome.FINE, "init.admins.kept");
            case Raised(Account account, Role from) ->
                    print(
                            account,
                            Outcome.DONE,
                            "init.admins.raised",
                            messages.text("init.role." + from));
        }
    }

    private void print(Account account, Outcome outcome, String sentence, String... more) {
        String address = account.address().value();
        administrators(
                outcome,
                messages.text(
                        sentence, Stream.concat(Stream.of(address), Stream.of(more)).toArray()));
        if (account.suspended()) {
            administrators(Outcome.NOTE, messages.text("init.admins.suspended", address));
        }
    }

    private void administrators(Outcome outcome, String detail) {
        line(messages.text("init.ADMINISTRATORS"), messages.text("init." + outcome), detail);
    }

    private void line(String what, String outcome, String detail) {
        spec.commandLine().getOut().printf(Locale.ROOT, "  %-16s %-8s %s%n", what, outcome, detail);
    }
}
