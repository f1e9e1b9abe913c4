package researchpaas.document.jdbc;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Reader;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Relations;

@Component
@Transactional
class JdbcRelations implements Relations {
    private final JdbcClient sql;
    private final Documents documents;

    JdbcRelations(JdbcClient sql, Documents documents) {
        this.sql = sql;
        this.documents = documents;
    }

    @Override
    public void relate(Relation relation) {
        sql.sql(
                        """
                        insert into relations (document_id, dataset_id, type, confidence, notes)
                        values (:from, :dataset, :type, :confidence, :notes)
                        on conflict (document_id, dataset_id) do update set
                            type = excluded.type, confidence = excluded.confidence, notes = excluded.notes
                        """)
                .param("from", relation.from().value())
                .param("dataset", relation.dataset().value())
                .param("type", relation.type())
                .param("confidence", relation.confidence(), java.sql.Types.DOUBLE)
                .param("notes", relation.notes(), java.sql.Types.VARCHAR)
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Related> of(DocumentId document, Reader reader) {
        List<Row> rows =
                sql.sql(
                                """
                                select case when document_id = :document then dataset_id else document_id end as other,
                                       type, confidence
                                from relations where document_id = :document or dataset_id = :document
                                order by confidence desc, id
                                """)
                        .param("document", document.value())
                        .query(Row::of)
                        .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<DocumentId> ids = new ArrayList<>(rows.stream().map(Row::other).toList());
        ids.add(document);
        Map<DocumentId, Document> seen =
                documents.findAll(ids, reader).stream()
                        .collect(toMap(Document::id, Function.identity()));
        return seen.containsKey(document)
                ? rows.stream()
                        .filter(row -> seen.containsKey(row.other()))
                        .map(row -> related(row, seen))
                        .toList()
                : List.of();
    }

    private static Related related(Row row, Map<DocumentId, Document> seen) {
        Document other = seen.get(row.other());
        if (other == null) {
            throw new IllegalStateException("It was there a moment ago");
        }
        return new Related(other, row.type(), row.confidence());
    }

    private record Row(DocumentId other, String type, @Nullable Double confidence) {
        static Row of(ResultSet row, int number) throws SQLException {
            double confidence = row.getDouble("confidence");
            boolean unknown = row.wasNull();
            return new Row(
                    new DocumentId(row.getLong("other")),
                    row.getString("type"),
                    unknown ? null : confidence);
        }
    }
}
