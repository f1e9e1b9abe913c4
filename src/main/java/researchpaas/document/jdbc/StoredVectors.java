package researchpaas.document.jdbc;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Vectors by passage hash and model.
@Component
class StoredVectors {
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final JdbcTemplate template;
    private final Clock clock;

    StoredVectors(JdbcClient sql, JdbcTemplate template, Clock clock) {
        this.sql = sql;
        this.template = template;
        this.clock = clock;
    }

    Map<String, float[]> find(Collection<String> hashes, String model) {
        Map<String, float[]> found = new HashMap<>();
        Batches.query(hashes, batch -> find(batch, model))
                .forEach(v -> found.put(v.hash(), v.vector()));
        return found;
    }

    private List<Stored> find(List<String> hashes, String model) {
        return sql.sql(
                        "select hash, vector from vectors where model = :model and hash in (:hashes)")
                .param("model", model)
                .param("hashes", hashes)
                .query((row, n) ->
                        new Stored(row.getString("hash"), Float32.vector(row.getBytes("vector"))))
                .list();
    }

    /// What is there already stays.
    void add(String model, Map<String, float[]> byHash) {
        long now = clock.millis();
        template.batchUpdate(
                """
                insert into vectors (hash, model, vector, created_at) values (?, ?, ?, ?)
                on conflict (hash, model) do nothing
                """,
                byHash.entrySet(),
                BATCH,
                (statement, vector) -> {
                    statement.setString(1, vector.getKey());
                    statement.setString(2, model);
                    statement.setBytes(3, Float32.bytes(vector.getValue()));
                    statement.setLong(4, now);
                });
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(String hash, float[] vector) {}
}
