package researchpaas.ingest.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.SourceFile;
import researchpaas.ingest.Upload;
import researchpaas.ingest.Uploads;

@Component
@Transactional(rollbackFor = IOException.class)
class JdbcUploads implements Uploads {
    private static final int PART = 1 << 20;

    private static final String SELECT =
            """
            select u.id, u.name, u.path, u.size, u.sha256, u.uploaded_by, u.uploaded_at,
                   f.id as file_id, f.state, f.reason, f.reason_details, pf.document_id
            from uploads u
            left join sources s on s.name = 'upload'
            left join files f on f.source_id = s.id and f.path = u.path and not f.gone
            left join published_files pf on pf.file_id = f.id and pf.hidden_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;

    JdbcUploads(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Added add(NewUpload upload, Path bytes) throws IOException {
        Optional<Long> id = insert(upload);
        if (id.isEmpty()) {
            return sameBytes(upload.sha256())
                    .<Added>map(Added.SameBytes::new)
                    .orElseGet(Added.PathTaken::new);
        }
        keep(id.get(), bytes);
        return new Added.Kept(find(id.get()).orElseThrow());
    }

    private Optional<Long> insert(NewUpload upload) {
        return sql.sql(
                        """
                        insert into uploads (path, name, size, sha256, uploaded_by, uploaded_at)
                        values (:path, :name, :size, :sha256, :by, :now)
                        on conflict do nothing
                        returning id
                        """)
                .param("path", upload.path())
                .param("name", upload.name())
                .param("size", upload.size())
                .param("sha256", upload.sha256())
                .param("by", upload.by())
                .param("now", clock.millis())
                .query(Long.class)
                .optional();
    }

    private void keep(long id, Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] part = bytes.readNBytes(PART);
            for (int ordinal = 0; part.length > 0; ordinal++) {
                sql.sql(
                                """
                                insert into upload_parts (upload_id, ordinal, bytes)
                                values (:id, :ordinal, :bytes)
                                """)
                        .param("id", id)
                        .param("ordinal", ordinal)
                        .param("bytes", part)
                        .update();
                part = bytes.readNBytes(PART);
            }
        }
    }

    private Optional<Upload> sameBytes(String sha256) {
        return sql.sql(SELECT + "where u.sha256 = :sha256")
                .param("sha256", sha256)
                .query(JdbcUploads::upload)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Upload> find(long id) {
        return sql.sql(SELECT + "where u.id = :id")
                .param("id", id)
                .query(JdbcUploads::upload)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Upload> latest(int offset, int limit) {
        return sql.sql(SELECT + "order by u.id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(JdbcUploads::upload)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<SourceFile> files() {
        return sql.sql("select path, size, uploaded_at from uploads order by path")
                .query((row, n) ->
                        new SourceFile(
                                row.getString("path"),
                                row.getLong("size"),
                                Instant.ofEpochMilli(row.getLong("uploaded_at"))))
                .list();
    }

    /// Piece by piece, of one snapshot of the database.
    @Override
    @Transactional(readOnly = true)
    public boolean copy(String path, Path target) throws IOException {
        Optional<Long> id =
                sql.sql("select id from uploads where path = :path")
                        .param("path", path)
                        .query(Long.class)
                        .optional();
        if (id.isEmpty()) {
            return false;
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            Optional<byte[]> part = part(id.get(), 0);
            for (int ordinal = 1; part.isPresent(); ordinal++) {
                out.write(part.get());
                part = part(id.get(), ordinal);
            }
        }
        return true;
    }

    private Optional<byte[]> part(long id, int ordinal) {
        return sql.sql(
                        "select bytes from upload_parts where upload_id = :id and ordinal = :ordinal")
                .param("id", id)
                .param("ordinal", ordinal)
                .query((row, n) -> row.getBytes("bytes"))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public long totalBytes() {
        return sql.sql("select coalesce(sum(size), 0) from uploads").query(Long.class).single();
    }

    @Override
    public boolean remove(long id) {
        sql.sql("delete from upload_parts where upload_id = :id").param("id", id).update();
        return sql.sql("delete from uploads where id = :id").param("id", id).update() == 1;
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        String state = row.getString("state");
        Long file = id(row, "file_id");
        Long document = id(row, "document_id");
        return new Upload(
                row.getLong("id"),
                row.getString("name"),
                row.getString("path"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getString("uploaded_by"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")),
                file == null ? null : new FileId(file),
                state == null ? State.DISCOVERED : State.valueOf(state),
                Details.reason(row),
                document == null ? null : new DocumentId(document));
    }

    private static @Nullable Long id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : id;
    }
}
