package researchpaas.takeover.jdbc;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.KnownFiles;

@Component
@Transactional(readOnly = true)
class JdbcKnownFiles implements KnownFiles {
    private final JdbcClient sql;

    JdbcKnownFiles(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Known> files() {
        return sql.sql(
                        """
                        select f.id, f.source_id, d.category, f.path, f.size, f.sha256, f.external_id
                        from files f
                        join published_files pf on pf.file_id = f.id and pf.hidden_at is null
                        join documents d on d.id = pf.document_id
                        order by f.id
                        """)
                .query((row, n) ->
                        new Known(
                                new FileId(row.getLong("id")),
                                new SourceId(row.getLong("source_id")),
                                Category.of(row.getString("category")).orElseThrow(),
                                row.getString("path"),
                                row.getLong("size"),
                                Objects.requireNonNullElse(row.getString("sha256"), ""),
                                row.getString("external_id")))
                .list();
    }

    @Override
    public List<OldRow> rows() {
        return sql.sql(
                        """
                        select l.table_name, l.row_key, l.old_place, l.file_id, f.path
                        from legacy_rows l
                        join sources s on s.id = l.source_id
                        left join files f on f.id = l.file_id
                        where l.table_name in ('papers', 'posters', 'datasets')
                          and s.name not like 'takeover:chroma:%'
                        order by l.id
                        """)
                .query((row, n) -> {
                    long file = row.getLong("file_id");
                    return new OldRow(
                            row.getString("table_name"),
                            row.getString("row_key"),
                            row.getString("old_place"),
                            row.getString("path"),
                            file == 0 ? null : new FileId(file));
                })
                .list();
    }
}
