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
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import researchpaas.account.Principal;
import researchpaas.takeover.EarlierPoints;
import researchpaas.takeover.EarlierSystem;
import researchpaas.takeover.Generation;
import researchpaas.takeover.PointsReport;
import researchpaas.takeover.TakeOver;
import researchpaas.takeover.TakeOverPoints;
import researchpaas.takeover.TakeoverReport;

/// Takes over the earlier system's database, its vector store, or both, alone on the library: no
/// server may run on it. Exit code 0 only when nothing is missing.
@Command(name = "takeover", mixinStandardHelpOptions = true)
final class TakeoverCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Messages messages;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sqlite", paramLabel = "FILE")
    private @Nullable Path database;

    @Option(names = "--chroma", paramLabel = "DIR|URL")
    private @Nullable String store;

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
        if (database == null && store == null) {
            throw new CommandFailed(messages.text("takeover.nothing"));
        }
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
            check(context);
            Set<Principal> visibleTo = principals(context.getEnvironment());
            TakeoverReport rows =
                    database == null ? null : rows(context, database, visibleTo, oldZone);
            PointsReport points = store == null ? null : points(context, store, visibleTo, oldZone);
            return tell(rows, points, context);
        } catch (EarlierSystem.Unusable e) {
            throw new CommandFailed(
                    messages.text("takeover.trouble." + e.trouble(), String.valueOf(database)));
        } catch (EarlierPoints.Unusable e) {
            throw new CommandFailed(
                    messages.text("takeover.chroma.trouble." + e.trouble(), address()));
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }

    /// What was given, without what may be a password.
    private String address() {
        return String.valueOf(store).replaceFirst("//[^/@]*@", "//");
    }

    private void check(ConfigurableApplicationContext context) {
        if (database != null) {
            try (EarlierSystem.Opened old = context.getBean(EarlierSystem.class).open(database)) {
                if (Generation.of(old.tables()).isEmpty()) {
                    throw new EarlierSystem.Unusable(EarlierSystem.Trouble.UNKNOWN_GENERATION);
                }
            }
        }
        if (store != null) {
            context.getBean(EarlierPoints.class).open(store).close();
        }
    }

    private TakeoverReport rows(
            ConfigurableApplicationContext context,
            Path from,
            Set<Principal> visibleTo,
            ZoneId oldZone) {
        TakeOver.Order order = new TakeOver.Order(from, files, visibleTo, oldZone, dryRun);
        return switch (context.getBean(TakeOver.class).run(order, this::progress)) {
            case TakeOver.Result.Done done -> done.report();
            case TakeOver.Result.Collides collides -> throw collision(collides.numbers());
        };
    }

    private PointsReport points(
            ConfigurableApplicationContext context,
            String from,
            Set<Principal> visibleTo,
            ZoneId oldZone) {
        TakeOverPoints.Order order =
                new TakeOverPoints.Order(from, database, files, visibleTo, oldZone, dryRun);
        return switch (context.getBean(TakeOverPoints.class).run(order, this::progress)) {
            case TakeOverPoints.Result.Done done -> done.report();
            case TakeOverPoints.Result.Collides collides -> throw collision(collides.numbers());
        };
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
    static class Parts {}

    private static ConfigurableApplicationContext start(@Nullable Path scratch) throws IOException {
        SpringApplication application = new SpringApplication(Parts.class, NothingStarts.class);
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

    private CommandFailed collision(List<String> numbers) {
        return new CommandFailed(messages.text("takeover.collides", numbers.size(), some(numbers)));
    }

    private static String some(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())));
    }

    private int tell(
            @Nullable TakeoverReport rows,
            @Nullable PointsReport points,
            ConfigurableApplicationContext context)
            throws IOException {
        boolean complete =
                (rows == null || rows.complete()) && (points == null || points.complete());
        TakeoverReportFiles reports = new TakeoverReportFiles(context, rows, points, complete);
        if (reportFolder != null) {
            reports.write(reportFolder);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(reports.json());
        } else {
            if (rows != null) {
                print(rows, out);
            }
            if (points != null) {
                print(points, out);
            }
        }
        return complete ? ExitCode.OK : ExitCode.SOFTWARE;
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
        printFiles(report.files(), out);
        printRefused(report.refused(), out);
        report.missing().forEach(row -> out.println(messages.text("takeover.missing", row)));
        String end = report.dryRun() ? "takeover.dry." : "takeover.complete.";
        out.println(messages.text(end + report.complete()));
    }

    private void print(PointsReport report, PrintWriter out) {
        out.println(
                messages.text(
                        "takeover.chroma.head",
                        report.place(),
                        report.writtenBy(),
                        report.collection(),
                        report.space(),
                        report.source()));
        out.println(
                report.collection()
                        + ": "
                        + messages.text(
                                report.dryRun() ? "takeover.wouldTake" : "takeover.table",
                                report.points().read(),
                                report.points().written(),
                                report.points().updated(),
                                report.points().unchanged(),
                                report.points().refused()));
        long known = report.known().values().stream().mapToLong(Long::longValue).sum();
        out.println(
                messages.text(
                        "takeover.chroma.made",
                        known,
                        report.added(),
                        report.orphans().size(),
                        report.superseded().size()));
        out.println(
                messages.text(
                        "takeover.chroma.vectors",
                        report.vectors().kept(),
                        report.vectors().unit(),
                        report.vectors().odd().size(),
                        report.vectors().strays().size()));
        if (!report.orphans().isEmpty()) {
            List<String> rows = report.orphans().stream().map(PointsReport.Orphan::row).toList();
            out.println(messages.text("takeover.chroma.orphans", some(rows)));
        }
        if (!report.rowsWithoutPoint().isEmpty()) {
            out.println(
                    messages.text(
                            "takeover.chroma.rowsWithoutPoint",
                            report.rowsWithoutPoint().size(),
                            some(report.rowsWithoutPoint())));
        }
        for (PointsReport.Odd odd : report.vectors().odd().stream().limit(SHOWN).toList()) {
            out.println(
                    "  "
                            + odd.id()
                            + ": "
                            + messages.text("takeover.chroma.oddity." + odd.oddity()));
        }
        printFiles(report.files(), out);
        printRefused(report.refused(), out);
        report.missing().forEach(row -> out.println(messages.text("takeover.missing", row)));
        String end = report.dryRun() ? "takeover.dry." : "takeover.chroma.complete.";
        out.println(messages.text(end + report.complete()));
    }

    private void printFiles(TakeoverReport.Files found, PrintWriter out) {
        if (found.searched()) {
            out.println(
                    messages.text(
                            "takeover.files",
                            found.found(),
                            found.read(),
                            found.awaited(),
                            found.unread().size()));
        }
    }

    private void printRefused(List<TakeoverReport.Refused> rows, PrintWriter out) {
        for (TakeoverReport.Refused refused : rows) {
            out.println(
                    "  "
                            + refused.table()
                            + " "
                            + refused.key()
                            + ": "
                            + messages.text("takeover.refusal." + refused.reason()));
        }
    }
}
