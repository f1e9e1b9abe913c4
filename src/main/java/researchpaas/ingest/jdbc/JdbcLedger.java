package researchpaas.ingest.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Publication;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceFile;
import researchpaas.ingest.SourceId;

@Component
@Transactional
class JdbcLedger implements Ledger {
    private static final String SELECT =
            """
            select f.id, f.source_id, f.path, f.external_id, f.external_content, f.size, f.modified_at, f.access_set, f.state, f.sha256, f.reason,
                   f.reason_details, f.attempts, f.next_try, f.reader_version, f.gone, d.origin,
                   pf.sha256 as published_sha256, pf.reader_version as published_reader
            from files f
            left join published_files pf on pf.file_id = f.id and pf.hidden_at is null
            left join documents d on d.id = pf.document_id
            """;

    /// Those that were found but are not read yet are no longer in state PUBLISHED.
    private static final String AWAITED_FILES =
            """
            from files f
            join published_files pf on pf.file_id = f.id and pf.hidden_at is null
            where pf.reader_version = :awaited and f.state = 'PUBLISHED' and not f.gone
            """;

    private final JdbcClient sql;
    private final Publication publication;
    private final Clock clock;

    JdbcLedger(JdbcClient sql, Publication publication, Clock clock) {
        this.sql = sql;
        this.publication = publication;
        this.clock = clock;
    }

    @Override
    public SourceId source(String name) {
        return new SourceId(findSource(name).orElseGet(() -> addSource(name)));
    }

    @Override
    public Map<SourceId, String> sources() {
        Map<SourceId, String> names = new HashMap<>();
        sql.sql("select id, name from sources")
                .query(row -> {
                    names.put(new SourceId(row.getLong("id")), row.getString("name"));
                });
        return names;
    }

    private Optional<Long> findSource(String name) {
        return sql.sql("select id from sources where name = :name")
                .param("name", name)
                .query(Long.class)
                .optional();
    }

    private long addSource(String name) {
        return sql.sql(
                        """
                        insert into sources (name, created_at) values (:name, :now)
                        on conflict (name) do update set name = excluded.name
                        returning id
                        """)
                .param("name", name)
                .param("now", clock.millis())
                .query(Long.class)
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> present(SourceId source) {
        return sql.sql(SELECT + "where f.source_id = :source and not f.gone")
                .param("source", source.value())
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Entry> find(FileId file) {
        return sql.sql(SELECT + "where f.id = :file")
                .param("file", file.value())
                .query(JdbcLedger::entry)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Entry> known(SourceId source, String externalId) {
        return sql.sql(SELECT + "where f.source_id = :source and f.external_id = :external")
                .param("source", source.value())
                .param("external", externalId)
                .query(JdbcLedger::entry)
                .optional();
    }

    @Override
    public Entry discover(SourceId source, SourceFile file, long accessSet) {
        FileId id =
                latestAt(source, file.path())
                        .map(known -> back(known, file, accessSet))
                        .orElseGet(() -> add(source, file, null, accessSet));
        return find(id).orElseThrow();
    }

    @Override
    public Entry discover(SourceId source, SourceFile file, External external, long accessSet) {
        Optional<Entry> known = known(source, external.id());
        FileId id =
                known.isPresent()
                        ? back(known.get(), file, accessSet)
                        : add(source, file, external, accessSet);
        if (known.filter(Entry::gone).isPresent()) {
            mark(id, file.path(), external);
        }
        return find(id).orElseThrow();
    }

    private void mark(FileId file, String path, External external) {
        sql.sql(
                        """
                        update files
                        set path = :path, external_id = :external, external_content = :content, updated_at = :now
                        where id = :file
                        """)
                .param("path", path)
                .param("external", external.id())
                .param("content", external.content())
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    /// The present row at this path, else the one that went last.
    private Optional<Entry> latestAt(SourceId source, String path) {
        return sql.sql(
                        SELECT
                                + """
                                where f.source_id = :source and f.path = :path and f.external_id is null
                                order by f.gone, f.updated_at desc, f.id desc limit 1
                                """)
                .param("source", source.value())
                .param("path", path)
                .query(JdbcLedger::entry)
                .optional();
    }

    private FileId back(Entry known, SourceFile file, long accessSet) {
        if (known.gone()) {
            sql.sql(
                            """
                            update files
                            set gone = false, state = 'DISCOVERED', size = :size, modified_at = :modifiedAt,
                                access_set = :accessSet, reason = null, reason_details = null, attempts = 0,
                                next_try = null, updated_at = :now
                            where id = :file
                            """)
                    .param("size", file.size())
                    .param("modifiedAt", file.modifiedAt().toEpochMilli())
                    .param("accessSet", accessSet)
                    .param("now", clock.millis())
                    .param("file", known.id().value())
                    .update();
        }
        return known.id();
    }

    private FileId add(
            SourceId source, SourceFile file, @Nullable External external, long accessSet) {
        return new FileId(
                sql.sql(
                                """
                                insert into files
                                    (source_id, path, external_id, external_content, size, modified_at, access_set,
                                     state, attempts, gone, created_at, updated_at)
                                values
                                    (:source, :path, :external, :content, :size, :modifiedAt, :accessSet,
                                     'DISCOVERED', 0, false, :now, :now)
                                returning id
                                """)
                        .param("source", source.value())
                        .param("path", file.path())
                        .param("external", external == null ? null : external.id(), Types.VARCHAR)
                        .param(
                                "content",
                                external == null ? null : external.content(),
                                Types.VARCHAR)
                        .param("size", file.size())
                        .param("modifiedAt", file.modifiedAt().toEpochMilli())
                        .param("accessSet", accessSet)
                        .param("now", clock.millis())
                        .query(Long.class)
                        .single());
    }

    @Override
    public void rediscover(FileId file, SourceFile now) {
        sql.sql(
                        """
                        update files
                        set state = 'DISCOVERED', size = :size, modified_at = :modifiedAt, reason = null,
                            reason_details = null, attempts = 0, next_try = null, updated_at = :now
                        where id = :file
                        """)
                .param("size", now.size())
                .param("modifiedAt", now.modifiedAt().toEpochMilli())
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void rediscover(FileId file, SourceFile now, External external) {
        rediscover(file, now);
        mark(file, now.path(), external);
    }

    @Override
    public void returned(FileId file, SourceFile now, long accessSet) {
        sql.sql(
                        """
                        update files
                        set gone = false, path = :path, size = :size, modified_at = :modifiedAt,
                            access_set = :accessSet, updated_at = :now
                        where id = :file
                        """)
                .param("path", now.path())
                .param("size", now.size())
                .param("modifiedAt", now.modifiedAt().toEpochMilli())
                .param("accessSet", accessSet)
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void move(FileId file, SourceFile now) {
        renumber(file);
        sql.sql(
                        """
                        update files
                        set path = :path, size = :size, modified_at = :modifiedAt, gone = false, updated_at = :now
                        where id = :file
                        """)
                .param("path", now.path())
                .param("size", now.size())
                .param("modifiedAt", now.modifiedAt().toEpochMilli())
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void accessChanged(FileId file, long accessSet) {
        renumber(file);
        sql.sql("update files set access_set = :accessSet, updated_at = :now where id = :file")
                .param("accessSet", accessSet)
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    /// Before the file's own row, as every transaction that numbers documents does.
    private void renumber(FileId file) {
        List<DocumentId> published =
                sql.sql(
                                """
                                select document_id from published_files
                                where file_id = :file and hidden_at is null
                                """)
                        .param("file", file.value())
                        .query((row, n) -> new DocumentId(row.getLong("document_id")))
                        .list();
        if (!published.isEmpty()) {
            publication.touch(published);
        }
    }

    @Override
    public void fetched(FileId file, String sha256) {
        sql.sql(
                        """
                        update files set state = 'FETCHED', sha256 = :sha256, updated_at = :now where id = :file
                        """)
                .param("sha256", sha256)
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void reached(FileId file, State state) {
        sql.sql("update files set state = :state, updated_at = :now where id = :file")
                .param("state", state.name())
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void skip(FileId file, Reason reason, @Nullable String sha256, String readerVersion) {
        sql.sql(
                        """
                        update files
                        set state = 'SKIPPED', reason = :reason, reason_details = :details,
                            sha256 = coalesce(:sha256, sha256), reader_version = :readerVersion, attempts = 0,
                            next_try = null, updated_at = :now
                        where id = :file
                        """)
                .param("reason", reason.code().name())
                .param("details", Details.write(reason))
                .param("sha256", sha256, Types.VARCHAR)
                .param("readerVersion", readerVersion)
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void fail(
            FileId file,
            Reason reason,
            int attempts,
            @Nullable Instant nextTry,
            String readerVersion) {
        sql.sql(
                        """
                        update files
                        set state = 'FAILED', reason = :reason, reason_details = :details, attempts = :attempts,
                            next_try = :nextTry, reader_version = :readerVersion, updated_at = :now
                        where id = :file
                        """)
                .param("reason", reason.code().name())
                .param("details", Details.write(reason))
                .param("attempts", attempts)
                .param("nextTry", nextTry == null ? null : nextTry.toEpochMilli(), Types.BIGINT)
                .param("readerVersion", readerVersion)
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    @Override
    public void tryAgain(SourceId source) {
        sql.sql(
                        """
                        update files set next_try = :now, updated_at = :now
                        where source_id = :source and state = 'FAILED' and not gone
                        """)
                .param("now", clock.millis())
                .param("source", source.value())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Long> awaitedSizes() {
        return sql.sql("select distinct f.size " + AWAITED_FILES)
                .param("awaited", AWAITED)
                .query(Long.class)
                .set();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> awaited(String sha256) {
        return sql.sql(
                        SELECT
                                + """
                                where f.sha256 = :sha256 and pf.reader_version = :awaited and f.state = 'PUBLISHED'
                                  and not f.gone
                                order by f.id
                                """)
                .param("sha256", sha256)
                .param("awaited", AWAITED)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> awaitedAs(String externalId) {
        return sql.sql(
                        SELECT
                                + """
                                where f.external_id = :external and pf.reader_version = :awaited
                                  and f.state = 'PUBLISHED' and not f.gone
                                order by f.id
                                """)
                .param("external", externalId)
                .param("awaited", AWAITED)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> awaitedNamed(String name, long size) {
        String composed = Normalizer.normalize(name, Form.NFC);
        return sql
                .sql(
                        SELECT
                                + """
                                where coalesce(f.sha256, '') = '' and pf.reader_version = :awaited
                                  and f.state = 'PUBLISHED' and not f.gone and f.size in (0, :size)
                                  and (f.path like :composed escape '!' or f.path like :taken escape '!')
                                order by f.id
                                """)
                .param("awaited", AWAITED)
                .param("size", size)
                .param("composed", ending(composed))
                .param("taken", ending(Normalizer.normalize(name, Form.NFD)))
                .query(JdbcLedger::entry)
                .list()
                .stream()
                // to SQLite small and large letters are alike
                .filter(entry ->
                        Normalizer.normalize(entry.path(), Form.NFC).endsWith("/" + composed))
                .toList();
    }

    private static String ending(String name) {
        return "%/" + name.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> gone(SourceId source, String sha256) {
        return sql.sql(
                        SELECT
                                + """
                                where f.source_id = :source and f.sha256 = :sha256 and f.gone
                                order by f.updated_at desc, f.id desc
                                """)
                .param("source", source.value())
                .param("sha256", sha256)
                .query(JdbcLedger::entry)
                .list();
    }

    @Override
    public void knownAs(FileId file, External external) {
        sql.sql(
                        """
                        update files set external_id = :external, external_content = :content
                        where id = :file
                          and not exists (select 1 from files other
                                          where other.source_id = files.source_id and other.external_id = :external
                                            and other.id <> files.id)
                        """)
                .param("external", external.id())
                .param("content", external.content())
                .param("file", file.value())
                .update();
    }

    @Override
    public boolean adopt(
            FileId awaited,
            SourceId source,
            SourceFile found,
            @Nullable External external,
            long accessSet) {
        renumber(awaited);
        return sql.sql(
                                """
                                update files
                                set source_id = :source, path = :path, size = :size, modified_at = :modifiedAt,
                                    external_id = :external, external_content = :content,
                                    access_set = :accessSet, state = 'DISCOVERED', updated_at = :now
                                where id = :file and id in (select f.id %s)
                                """
                                        .formatted(AWAITED_FILES))
                        .param("source", source.value())
                        .param("path", found.path())
                        .param("external", external == null ? null : external.id(), Types.VARCHAR)
                        .param(
                                "content",
                                external == null ? null : external.content(),
                                Types.VARCHAR)
                        .param("size", found.size())
                        .param("modifiedAt", found.modifiedAt().toEpochMilli())
                        .param("accessSet", accessSet)
                        .param("now", clock.millis())
                        .param("file", awaited.value())
                        .param("awaited", AWAITED)
                        .update()
                == 1;
    }

    @Override
    public void gone(FileId file) {
        sql.sql("update files set gone = true, updated_at = :now where id = :file")
                .param("now", clock.millis())
                .param("file", file.value())
                .update();
    }

    private static @Nullable Published published(ResultSet row) throws SQLException {
        String origin = row.getString("origin");
        return origin == null
                ? null
                : new Published(
                        origin,
                        row.getString("published_sha256"),
                        row.getString("published_reader"));
    }

    private static @Nullable External external(ResultSet row) throws SQLException {
        String id = row.getString("external_id");
        return id == null
                ? null
                : new External(
                        id, Objects.requireNonNullElse(row.getString("external_content"), ""));
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        long nextTry = row.getLong("next_try");
        boolean never = row.wasNull();
        return new Entry(
                new FileId(row.getLong("id")),
                new SourceId(row.getLong("source_id")),
                row.getString("path"),
                external(row),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("modified_at")),
                row.getLong("access_set"),
                State.valueOf(row.getString("state")),
                row.getString("sha256"),
                Details.reason(row),
                row.getInt("attempts"),
                never ? null : Instant.ofEpochMilli(nextTry),
                row.getString("reader_version"),
                published(row),
                row.getBoolean("gone"));
    }
}
