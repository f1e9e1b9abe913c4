package researchpaas.document.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.FileSystemUtils;
import researchpaas.TestPostgres;
import researchpaas.document.Access;
import researchpaas.document.Changes;
import researchpaas.document.Database.Engine;
import researchpaas.document.Documents;
import researchpaas.document.DocumentsContract;
import researchpaas.document.FileId;
import researchpaas.document.Publication;

/// A library on a real database, without Spring's context, which takes a second that hundreds of
/// tests would pay.
public final class TestLibrary implements DocumentsContract.Library, AutoCloseable {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-04-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final OpenDatabase opened;
    private final JdbcDatabase database;
    private final JdbcTransactionManager transactions;
    private final JdbcTemplate template;
    private final JdbcClient sql;
    private final Documents documents;
    private final Publication publication;
    private final Changes changes;
    private final Access access;

    private TestLibrary(OpenDatabase opened) {
        this.opened = opened;
        database = new JdbcDatabase(opened);
        transactions = opened.transactions(database.translator());
        template = new JdbcTemplate(opened.dataSource());
        template.setExceptionTranslator(database.translator());
        sql = JdbcClient.create(template);
        ChangeSequence sequence = new ChangeSequence(sql, template);
        StoredHiddenText hidden = new StoredHiddenText(sql, template);
        documents = transactional(Documents.class, new JdbcDocuments(sql, hidden));
        publication =
                transactional(
                        Publication.class,
                        new JdbcPublication(
                                sql,
                                sequence,
                                new StoredText(sql, template, hidden),
                                new StoredVectors(sql, template, clock),
                                clock));
        changes = transactional(Changes.class, new JdbcChanges(sql, sequence));
        access = transactional(Access.class, new JdbcAccess(sql, template));
    }

    public static TestLibrary sqlite(Path home) {
        OpenDatabase opened = OpenDatabase.open(home, settings(null, null));
        Migrations.run(opened);
        return new TestLibrary(opened);
    }

    /// A database of its own on the tests' server.
    public static TestLibrary postgres(Path home) {
        return postgres(home, TestPostgres.copyOf(Template.URL));
    }

    /// A migrated database, which others may use at the same time.
    public static TestLibrary postgres(Path home, String url) {
        return new TestLibrary(OpenDatabase.open(home, settings(url, null)));
    }

    /// A migrated database that the caller closes.
    static TestLibrary on(OpenDatabase opened) {
        return new TestLibrary(opened);
    }

    /// After rows were written with ids of their own.
    void continueIds() {
        if (opened.engine() == Engine.POSTGRESQL) {
            for (String table :
                    List.of("sources", "access_sets", "files", "documents", "passages", "jobs")) {
                sql.sql(
                                "select setval(pg_get_serial_sequence('%s', 'id'), (select max(id) from %s))"
                                        .formatted(table, table))
                        .query(Long.class)
                        .single();
            }
        }
    }

    static DatabaseSettings settings(@Nullable String url, @Nullable Path file) {
        return new DatabaseSettings(
                url,
                file,
                2,
                Duration.ofSeconds(10),
                10,
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ZERO);
    }

    /// Copying a migrated database is much faster than migrating one.
    private static final class Template {
        static final String URL = migrated();

        private static String migrated() {
            String url = TestPostgres.emptyDatabase();
            try {
                Path home = Files.createTempDirectory("research-paas-template-");
                try (OpenDatabase database = OpenDatabase.open(home, settings(url, null))) {
                    Migrations.run(database);
                } finally {
                    FileSystemUtils.deleteRecursively(home);
                }
                return url;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The adapter behind the same annotations as in the program.
    public <T> T transactional(Class<T> port, T adapter) {
        ProxyFactory proxies = new ProxyFactory(adapter);
        proxies.addAdvice(
                new TransactionInterceptor(
                        (TransactionManager) transactions,
                        new AnnotationTransactionAttributeSource()));
        return port.cast(proxies.getProxy());
    }

    public JdbcClient sql() {
        return sql;
    }

    public Clock clock() {
        return clock;
    }

    JdbcDatabase database() {
        return database;
    }

    public JdbcTemplate template() {
        return template;
    }

    public JdbcTransactionManager transactions() {
        return transactions;
    }

    @Override
    public Documents documents() {
        return documents;
    }

    @Override
    public Publication publication() {
        return publication;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public FileId file(String path, long accessSet) {
        sql.sql(
                        "insert into sources (name, created_at) values ('test', 0) on conflict (name) do nothing")
                .update();
        return new FileId(
                sql.sql(
                                """
                                insert into files (source_id, path, size, modified_at, access_set, state, attempts, gone,
                                                   created_at, updated_at)
                                values ((select id from sources where name = 'test'), :path, 1000, 0, :set, 'EMBEDDED', 0,
                                        false, 0, 0)
                                returning id
                                """)
                        .param("path", path)
                        .param("set", accessSet)
                        .query(Long.class)
                        .single());
    }

    @Override
    public void changeAccess(FileId file, long accessSet) {
        sql.sql("update files set access_set = :set where id = :file")
                .param("set", accessSet)
                .param("file", file.value())
                .update();
    }

    @Override
    public String ledger(FileId file) {
        return sql.sql(
                        "select state || ' ' || sha256 || ' ' || reader_version from files where id = :file")
                .param("file", file.value())
                .query(String.class)
                .single();
    }

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void close() {
        opened.close();
    }
}
