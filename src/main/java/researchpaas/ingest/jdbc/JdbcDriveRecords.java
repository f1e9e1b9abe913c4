package researchpaas.ingest.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.Principal;
import researchpaas.document.FileId;
import researchpaas.ingest.DriveRecords;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.SourceId;

@Component
@Transactional(readOnly = true)
class JdbcDriveRecords implements DriveRecords {
    private final JdbcClient sql;

    JdbcDriveRecords(JdbcClient sql) {
        this.sql = sql;
    }

    /// The mirror first: a row is settled after the ledger has it, so what is settled here stands
    /// in the ledger already.
    @Override
    public Map<String, Held> held(SourceId source, Collection<String> items) {
        Map<String, Held> held = new HashMap<>();
        if (items.isEmpty()) {
            return held;
        }
        sql.sql("select * from drive_items where source_id = :source and item_id in (:items)")
                .param("source", source.value())
                .param("items", items)
                .query(row -> {
                    held.put(row.getString("item_id"), new Held(mirrored(row), null));
                });
        sql.sql(
                        """
                        select f.id, f.external_id, f.external_content, f.path, f.state, a.principals,
                               pf.file_id as visible
                        from files f
                        join access_sets a on a.id = f.access_set
                        left join published_files pf on pf.file_id = f.id and pf.hidden_at is null
                        where f.source_id = :source and f.external_id in (:items) and not f.gone
                        """)
                .param("source", source.value())
                .param("items", items)
                .query(row -> {
                    Filed filed = filed(row);
                    held.merge(
                            row.getString("external_id"),
                            new Held(null, filed),
                            (known, _) -> new Held(known.mirrored(), filed));
                });
        return held;
    }

    private static Mirrored mirrored(ResultSet row) throws SQLException {
        long until = row.getLong("access_until");
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(until);
        return new Mirrored(
                DriveRows.item(row), row.getBoolean("lost"), row.getBoolean("settled"), end);
    }

    private static Filed filed(ResultSet row) throws SQLException {
        row.getLong("visible");
        boolean visible = !row.wasNull();
        return new Filed(
                new FileId(row.getLong("id")),
                row.getString("path"),
                row.getString("external_content"),
                State.valueOf(row.getString("state")),
                visible,
                principals(row.getString("principals")));
    }

    private static Set<Principal> principals(String canonical) {
        return Arrays.stream(canonical.split(" "))
                .filter(principal -> !principal.isEmpty())
                .map(Principal::new)
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> present(SourceId source, String after, int most) {
        return sql.sql(
                        """
                        select external_id from files
                        where source_id = :source and external_id is not null and external_id > :after and not gone
                        order by external_id limit :most
                        """)
                .param("source", source.value())
                .param("after", after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    @Override
    public boolean isAtRest(SourceId source) {
        return sql.sql(
                                """
                                select count(*) from
                                    (select 1 as one from drive_items
                                     where source_id = :source and (not placed or kind = 'FOLDER' and not settled)
                                     limit 1) as found
                                """)
                        .param("source", source.value())
                        .query(Long.class)
                        .single()
                == 0;
    }
}
