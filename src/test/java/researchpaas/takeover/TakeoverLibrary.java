package researchpaas.takeover;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.account.Principal;
import researchpaas.ingest.DocumentSource;
import researchpaas.takeover.TakeOver.Order;
import researchpaas.takeover.TakeOver.Result;

/// The parts of the program that a takeover needs, on a real library.
final class TakeoverLibrary implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TakeoverLibrary(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param url of a PostgreSQL database, absent for SQLite
    static TakeoverLibrary open(Path home, @Nullable String url) {
        return open(home, url, Clock.systemUTC());
    }

    static TakeoverLibrary open(Path home, @Nullable String url, Clock clock) {
        SpringApplication application = new SpringApplication(Parts.class);
        application.addInitializers((GenericApplicationContext context) ->
                context.registerBean(Clock.class, () -> clock));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--research-paas.home=" + home,
                                "--research-paas.database.path=",
                                "--research-paas.database.url=" + (url == null ? "" : url),
                                "--research-paas.folder.root=" + home.resolveSibling("library"),
                                "--research-paas.ingest.automatic=false"));
        return new TakeoverLibrary(application.run(settings.toArray(String[]::new)));
    }

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

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    DocumentSource folder() {
        return context.getBean("folderSource", DocumentSource.class);
    }

    Result run(Path database, @Nullable Path files, boolean dryRun) {
        return part(TakeOver.class)
                .run(
                        new Order(
                                database,
                                files,
                                Set.of(Principal.ANYONE),
                                ZoneId.of("Asia/Tokyo"),
                                dryRun),
                        (table, done, all) -> {});
    }

    TakeoverReport takeOver(Path database, @Nullable Path files) {
        return ((Result.Done) run(database, files, false)).report();
    }

    /// All that was taken over, without what differs from run to run: ids and times of the
    /// takeover.
    List<String> contents() {
        List<String> lines = new ArrayList<>();
        lines.addAll(
                lines(
                        """
                        select d.category || ' ' || d.number || ' | ' || f.path || ' | ' || f.size || ' | ' || f.modified_at
                               || ' | ' || coalesce(pf.sha256, '') || ' | ' || pf.reader_version || ' | ' || pf.title
                               || ' | ' || pf.authors || ' | ' || pf.summary || ' | ' || pf.keywords || ' | ' || pf.created_at
                               || ' | ' || pf.media_type || ' | ' || pf.passages || ' | ' || a.principals
                        from documents d
                        join published_files pf on pf.document_id = d.id and pf.hidden_at is null
                        join files f on f.id = pf.file_id
                        join access_sets a on a.id = f.access_set
                        """));
        lines.addAll(
                lines(
                        """
                        select l.table_name || ' ' || l.row_key || ' | ' || l.content || ' | ' || l.hash || ' | '
                               || coalesce(d.category || ' ' || d.number, '') || ' | ' || coalesce(l.old_place, '') || ' | '
                               || coalesce(cast(l.created_at as varchar(20)), '') || ' | '
                               || coalesce(cast(l.updated_at as varchar(20)), '') || ' | '
                               || coalesce(cast(l.indexed_at as varchar(20)), '')
                        from legacy_rows l left join documents d on d.id = l.document_id
                        """));
        lines.addAll(
                lines(
                        """
                        select d.category || ' ' || d.number || ' -> ' || e.number || ' | ' || r.type || ' | '
                               || coalesce(cast(round(r.confidence * 100) as integer), -1) || ' | ' || coalesce(r.notes, '')
                        from relations r join documents d on d.id = r.document_id join documents e on e.id = r.dataset_id
                        """));
        lines.addAll(lines("select category || ' up to ' || last from document_numbers"));
        lines.addAll(lines("select p.text || ' | ' || p.hash from passages p"));
        return lines;
    }

    private List<String> lines(String sql) {
        return sql().sql(sql).query(String.class).list().stream().sorted().toList();
    }

    JdbcClient sql() {
        return part(JdbcClient.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
