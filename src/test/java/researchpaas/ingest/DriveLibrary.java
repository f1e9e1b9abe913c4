package researchpaas.ingest;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Page;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.search.EmbeddingModels;
import researchpaas.search.FakeEmbeddingModel;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;

/// The parts of the program that follow drives, on a real library. What is slow and another test's
/// matter is simple here: text files are read as they are, a vector costs nothing, a job runs when
/// the test says so.
public final class DriveLibrary implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Stage stage;

    /// What the test holds in its hands.
    public static final class Stage {
        final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        final AtomicReference<List<FollowedDrive>> drives = new AtomicReference<>(List.of());
    }

    private DriveLibrary(ConfigurableApplicationContext context, Stage stage) {
        this.context = context;
        this.stage = stage;
    }

    /// @param url of a PostgreSQL database, absent for SQLite
    public static DriveLibrary open(Path home, @Nullable String url) {
        Stage stage = new Stage();
        Clock clock =
                ((InstantSource) () -> Instant.now().plus(stage.ahead.get()))
                        .withZone(ZoneOffset.UTC);
        SpringApplication application = new SpringApplication(Parts.class);
        application.addInitializers((GenericApplicationContext context) -> {
            context.registerBean(Clock.class, () -> clock);
            context.registerBean(FollowedDrives.class, () -> stage.drives::get);
        });
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        List<String> settings =
                List.of(
                        "--research-paas.home=" + home,
                        "--research-paas.database.path=",
                        "--research-paas.database.url=" + (url == null ? "" : url),
                        "--research-paas.folder.root=" + home.resolveSibling("library"),
                        "--research-paas.ingest.automatic=false",
                        "--spring.main.banner-mode=off");
        ConfigurableApplicationContext context = application.run(settings.toArray(String[]::new));
        // lazy, it would not start by itself
        context.getBean(IndexFollower.class).start();
        return new DriveLibrary(context, stage);
    }

    @EnableAutoConfiguration(exclude = DbSchedulerAutoConfiguration.class)
    @ComponentScan(
            basePackages = {
                "researchpaas.account.jdbc",
                "researchpaas.document",
                "researchpaas.search",
                "researchpaas.describe",
                "researchpaas.ingest",
                "researchpaas.takeover"
            },
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "researchpaas\\.(search\\.onnx|ingest\\.(scheduler|googledrive)|.*Test).*"))
    static class Parts {
        @Bean
        EmbeddingModels models() {
            return FakeEmbeddingModel.only(new FakeEmbeddingModel());
        }

        @Bean
        @Primary
        TextExtractor plainText() {
            return new PlainText();
        }

        @Bean
        IngestLimits limits() {
            return new IngestLimits(1_000_000, 2);
        }

        @Bean
        Background background() {
            return new Background() {
                @Override
                public void submit(long job) {}

                @Override
                public void poll(String drive) {}
            };
        }

        @Bean
        Leases leases() {
            return new Leases() {
                @Override
                public boolean hold(String source, String run) {
                    return true;
                }

                @Override
                public void release(String source, String run) {}
            };
        }
    }

    /// A file's text on one page.
    static final class PlainText implements TextExtractor {
        @Override
        public String version() {
            return "plain-1";
        }

        @Override
        public @Nullable String mediaType(String fileName) {
            String lower = fileName.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".txt") || lower.endsWith(".md")) {
                return "text/plain";
            }
            return lower.endsWith(".docx") ? "application/docx" : null;
        }

        @Override
        public boolean isArchive(String mediaType) {
            return false;
        }

        @Override
        public List<String> endings() {
            return List.of("txt", "docx");
        }

        @Override
        public Extraction extract(Path file, String mediaType) {
            try {
                String text = Files.readString(file).strip();
                if (text.isEmpty()) {
                    return new Extraction.Refused(Reason.of(Reason.Code.NO_TEXT));
                }
                return new Extraction.Text(
                        List.of(new Page(1, text, 0, 0, List.of())),
                        List.of(),
                        new FileInfo(null, null, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// From now on these are followed.
    public void follow(FollowedDrive... drives) {
        stage.drives.set(List.of(drives));
    }

    public void pass(Duration time) {
        stage.ahead.updateAndGet(before -> before.plus(time));
    }

    /// One job of each drive, to its end.
    ///
    /// @return the jobs as they ended
    public List<Job> run() {
        List<Job> ended = new ArrayList<>();
        for (FollowedDrive drive : part(KnownDrives.class).all()) {
            long job = part(IngestLibrary.class).start(drive.name()).id();
            part(IngestLibrary.class).run(job);
            ended.add(part(Jobs.class).find(job).orElseThrow());
        }
        return ended;
    }

    /// What the newest job did to each file; the first of several with one path.
    public Map<String, Outcome> outcomes() {
        Map<String, Outcome> outcomes = new TreeMap<>();
        long job = part(Jobs.class).latest(1).getFirst().id();
        for (FileReport report : part(Jobs.class).files(job, 0, 100_000)) {
            outcomes.putIfAbsent(report.path(), report.outcome());
        }
        return outcomes;
    }

    /// Every file that is to be found, and who may see it.
    public Map<String, String> visible() {
        Map<String, String> visible = new TreeMap<>();
        sql().sql(
                        """
                        select f.path, a.principals from files f
                        join published_files pf on pf.file_id = f.id and pf.hidden_at is null
                        join access_sets a on a.id = f.access_set
                        """)
                .query(row -> {
                    visible.merge(
                            row.getString("path"),
                            row.getString("principals"),
                            (one, other) -> one + " | " + other);
                });
        return visible;
    }

    /// What is to be found of all files.
    public List<String> texts() {
        return sql().sql(
                        """
                        select g.text from pages g
                        join published_files pf on pf.file_id = g.file_id and pf.hidden_at is null
                        """)
                .query(String.class)
                .list();
    }

    /// The document of a visible file, for example `paper/3`.
    public String document(String path) {
        return sql().sql(
                        """
                        select d.category || '/' || d.number from files f
                        join published_files pf on pf.file_id = f.id and pf.hidden_at is null
                        join documents d on d.id = pf.document_id
                        where f.path = :path
                        """)
                .param("path", path)
                .query(String.class)
                .single();
    }

    /// Titles that the holder of these finds.
    public List<String> found(String question, String... principals) {
        try {
            if (!part(IndexFollower.class).awaitCaughtUp(Duration.ofSeconds(30))) {
                throw new IllegalStateException("The index did not catch up");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Principal[] held = new Principal[principals.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = new Principal(principals[i]);
        }
        return part(SearchDocuments.class)
                .search(Query.of(question), Reader.holding("somebody", held))
                .hits()
                .stream()
                .map(hit -> hit.document().title())
                .toList();
    }

    public JdbcClient sql() {
        return part(JdbcClient.class);
    }

    @Override
    public void close() {
        part(IndexFollower.class).stop();
        context.close();
    }
}
