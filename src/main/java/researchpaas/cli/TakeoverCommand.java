package researchpaas.cli;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import researchpaas.account.Principal;
import researchpaas.takeover.EarlierSystem;
import researchpaas.takeover.EarlierSystem.Opened;
import researchpaas.takeover.EarlierSystem.Trouble;
import researchpaas.takeover.EarlierSystem.Unusable;
import researchpaas.takeover.Generation;
import researchpaas.takeover.TakeOver;
import researchpaas.takeover.TakeOver.Order;
import researchpaas.takeover.TakeOver.Result;
import researchpaas.takeover.TakeoverReport;
import tools.jackson.databind.json.JsonMapper;

/// Takes over the earlier system's database, alone on the library: no server may run on it. Exit
/// code 0 only when nothing is missing.
@Command(name = "takeover", mixinStandardHelpOptions = true)
final class TakeoverCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sqlite", paramLabel = "FILE", required = true)
    private Path database = Path.of("");

    @Option(names = "--files", paramLabel = "DIR")
    private @Nullable Path files;

    @Option(names = "--visible-to", paramLabel = "PRINCIPAL", split = ",")
    private List<String> visibleTo = new ArrayList<>();

    @Option(names = "--timezone", paramLabel = "ZONE", defaultValue = "Asia/Tokyo")
    private String zone = "Asia/Tokyo";

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--report", paramLabel = "FOLDER")
    private @Nullable Path reportFolder;

    @Option(names = "--json")
    private boolean json;

    TakeoverCommand(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException {
        if (files != null && !Files.isDirectory(files)) {
            throw new CommandFailed(messages.text("takeover.noFolder", files));
        }
        ZoneId oldZone = zone();
        if (ServerFile.port(StateFolder.ofEnvironment()).isPresent()) {
            throw new CommandFailed(messages.text("takeover.server"));
        }
        Path scratch = dryRun ? Files.createTempDirectory("research-paas-takeover-") : null;
        try (ConfigurableApplicationContext context = start(scratch)) {
            // before the library is opened, or made
            checkDatabase(context.getBean(EarlierSystem.class));
            Order order =
                    new Order(
                            database, files, principals(context.getEnvironment()), oldZone, dryRun);
            return switch (context.getBean(TakeOver.class).run(order, this::progress)) {
                case Result.Done done -> tell(done.report(), context);
                case Result.Collides collides -> throw collision(collides);
            };
        } catch (Unusable e) {
            throw new CommandFailed(
                    messages.text("takeover.trouble." + e.trouble(), database.toString()));
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }

    private void checkDatabase(EarlierSystem system) {
        try (Opened old = system.open(database)) {
            if (Generation.of(old.tables()).isEmpty()) {
                throw new Unusable(Trouble.UNKNOWN_GENERATION);
            }
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CommandFailed(messages.text("takeover.zone", zone));
        }
    }

    /// What a takeover needs of the program: no pages, no jobs that start by themselves, no index
    /// (which follows at the next start), each part when it is asked for.
    @EnableAutoConfiguration(exclude = DbSchedulerAutoConfiguration.class)
    @ComponentScan({
        "researchpaas.document",
        "researchpaas.search",
        "researchpaas.describe",
        "researchpaas.ingest",
        "researchpaas.takeover"
    })
    static class Parts {
        /// Nothing runs by itself, the index's follower neither.
        @Bean
        LifecycleProcessor lifecycleProcessor() {
            return new LifecycleProcessor() {
                @Override
                public void onRefresh() {}

                @Override
                public void onClose() {}

                @Override
                public void start() {}

                @Override
                public void stop() {}

                @Override
                public boolean isRunning() {
                    return false;
                }
            };
        }
    }

    private static ConfigurableApplicationContext start(@Nullable Path scratch) throws IOException {
        SpringApplication application = new SpringApplication(Parts.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--research-paas.ingest.automatic=false",
                                "--logging.level.root=WARN",
                                "--logging.level.researchpaas=WARN"));
        if (scratch != null && blank(System.getenv("DATABASE_URL"))) {
            settings.addAll(onACopy(scratch));
        }
        return StartFailed.start(application, settings.toArray(String[]::new));
    }

    /// Even opening a SQLite file may write to it, so a dry run looks at a copy.
    private static List<String> onACopy(Path scratch) throws IOException {
        String path = System.getenv("DATABASE_PATH");
        Path library =
                blank(path)
                        ? StateFolder.ofEnvironment().path().resolve("library.db")
                        : Path.of(path);
        Path home = Files.createDirectories(scratch.resolve("home"));
        Path copy = home.resolve("library.db");
        for (String ending : new String[] {"", "-wal"}) {
            Path part = library.resolveSibling(library.getFileName() + ending);
            if (Files.isRegularFile(part)) {
                Files.copy(part, home.resolve("library.db" + ending));
            }
        }
        return List.of("--research-paas.home=" + home, "--research-paas.database.path=" + copy);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /// In production nobody's access is guessed.
    private Set<Principal> principals(Environment environment) {
        List<String> entries = visibleTo;
        if (entries.isEmpty()) {
            if (!environment
                    .getProperty("research-paas.environment", "development")
                    .equals("development")) {
                throw new CommandFailed(messages.text("takeover.visibleTo"));
            }
            entries =
                    Arrays.asList(
                            environment
                                    .getProperty("research-paas.folder.visible-to", "anyone")
                                    .split(","));
        }
        try {
            return entries.stream()
                    .map(String::strip)
                    .map(Principal::new)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(messages.text("takeover.principal", String.join(",", entries)));
        }
    }

    private void progress(String table, long done, long all) {
        spec.commandLine().getErr().println(messages.text("takeover.progress", table, done, all));
    }

    private CommandFailed collision(Result.Collides collides) {
        List<String> numbers = collides.numbers();
        String shown = String.join(", ", numbers.subList(0, Math.min(SHOWN, numbers.size())));
        return new CommandFailed(messages.text("takeover.collides", numbers.size(), shown));
    }

    private int tell(TakeoverReport report, ConfigurableApplicationContext context)
            throws IOException {
        if (reportFolder != null) {
            new TakeoverReportFiles(context).write(report, reportFolder);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(report));
        } else {
            print(report, out);
        }
        return report.complete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(TakeoverReport report, PrintWriter out) {
        out.println(
                messages.text(
                        "takeover.head", report.file(), report.generation(), report.source()));
        for (TakeoverReport.TableRows table : report.tables()) {
            out.println(
                    table.table()
                            + ": "
                            + messages.text(
                                    report.dryRun() ? "takeover.wouldTake" : "takeover.table",
                                    table.read(),
                                    table.written(),
                                    table.updated(),
                                    table.unchanged(),
                                    table.refused()));
        }
        out.println(
                messages.text(
                        "takeover.found",
                        report.duplicates().size(),
                        report.orphans().size(),
                        report.times().doubtful().size()));
        if (report.files().searched()) {
            out.println(
                    messages.text(
                            "takeover.files",
                            report.files().found(),
                            report.files().read(),
                            report.files().awaited(),
                            report.files().unread().size()));
        }
        for (TakeoverReport.Refused refused : report.refused()) {
            out.println(
                    "  "
                            + refused.table()
                            + " "
                            + refused.key()
                            + ": "
                            + messages.text("takeover.refusal." + refused.reason()));
        }
        report.missing().forEach(row -> out.println(messages.text("takeover.missing", row)));
        String end = report.dryRun() ? "takeover.dry." : "takeover.complete.";
        out.println(messages.text(end + report.complete()));
    }
}
