package researchpaas.takeover.jdbc;

import static java.util.stream.Collectors.toSet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.LegacyRows;

@Component
@Transactional
class JdbcLegacyRows implements LegacyRows {
    private final JdbcClient sql;
    private final Clock clock;

    JdbcLegacyRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Stored> of(SourceId source, String table) {
        Map<String, Stored> stored = new HashMap<>();
        sql.sql(
                        """
                        select l.row_key, l.content, l.file_id, l.document_id, l.old_place,
                               d.category, d.number, d.origin
                        from legacy_rows l
                        left join documents d on d.id = l.document_id
                        where l.source_id = :source and l.table_name = :table
                        """)
                .param("source", source.value())
                .param("table", table)
                .query(row -> {
                    stored.put(row.getString("row_key"), stored(row));
                });
        return stored;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return sql.sql("select id from legacy_rows limit 1").query(Long.class).list().isEmpty();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        long file = row.getLong("file_id");
        boolean noFile = row.wasNull();
        long document = row.getLong("document_id");
        boolean noDocument = row.wasNull();
        return new Stored(
                sha256(row.getString("content")),
                noFile ? null : new FileId(file),
                noDocument ? null : new DocumentId(document),
                noDocument ? null : key(row),
                row.getString("origin"),
                row.getString("old_place"));
    }

    private static DocumentKey key(ResultSet row) throws SQLException {
        return new DocumentKey(
                Category.of(row.getString("category")).orElseThrow(), row.getLong("number"));
    }

    @Override
    public void keep(SourceId source, Kept kept) {
        sql.sql(
                        """
                        insert into legacy_rows
                            (source_id, table_name, row_key, content, hash, file_id, document_id, old_place,
                             created_at, updated_at, indexed_at, taken_at)
                        values
                            (:source, :table, :key, :content, :hash, :file,
                             (select document_id from published_files where file_id = :file), :oldPlace,
                             :created, :updated, :indexed, :now)
                        on conflict (source_id, table_name, row_key) do update set
                            content = excluded.content, hash = excluded.hash, file_id = excluded.file_id,
                            document_id = excluded.document_id, old_place = excluded.old_place,
                            created_at = excluded.created_at, updated_at = excluded.updated_at,
                            indexed_at = excluded.indexed_at, taken_at = excluded.taken_at
                        """)
                .param("source", source.value())
                .param("table", kept.row().table())
                .param("key", kept.row().key())
                .param("content", kept.row().content())
                .param("hash", kept.row().hash())
                .param("file", kept.file() == null ? null : kept.file().value(), Types.BIGINT)
                .param("oldPlace", kept.oldPlace(), Types.VARCHAR)
                .param("created", millis(kept.created()), Types.BIGINT)
                .param("updated", millis(kept.updated()), Types.BIGINT)
                .param("indexed", millis(kept.indexed()), Types.BIGINT)
                .param("now", clock.millis())
                .update();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<DocumentKey> numbersOfOthers(@Nullable SourceId source) {
        return new HashSet<>(
                sql.sql(
                                """
                                select category, number from documents d
                                where not exists (select 1 from legacy_rows l
                                                  where l.document_id = d.id and l.source_id = :source)
                                """)
                        .param("source", source == null ? -1 : source.value())
                        .query((row, n) -> key(row))
                        .list());
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> awaitedPlaces(Document seen) {
        Set<FileId> files = seen.files().stream().map(DocumentFile::id).collect(toSet());
        return sql
                .sql(
                        """
                        select l.file_id, l.old_place from legacy_rows l
                        join published_files pf on pf.file_id = l.file_id and pf.hidden_at is null
                        where l.document_id = :document and pf.reader_version = :awaited
                          and l.old_place is not null
                        """)
                .param("document", seen.id().value())
                .param("awaited", Ledger.AWAITED)
                .query((row, n) ->
                        Map.entry(new FileId(row.getLong("file_id")), row.getString("old_place")))
                .list()
                .stream()
                .filter(place -> files.contains(place.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
