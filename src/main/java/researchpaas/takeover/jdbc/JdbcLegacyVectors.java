package researchpaas.takeover.jdbc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.EarlierPoint;
import researchpaas.takeover.EarlierRow;
import researchpaas.takeover.LegacyVectors;

@Component
@Transactional
class JdbcLegacyVectors implements LegacyVectors {
    private final JdbcClient sql;

    JdbcLegacyVectors(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void keep(SourceId source, EarlierRow row, String space, float @Nullable [] vector) {
        if (vector == null) {
            sql.sql(
                            """
                            delete from legacy_vectors where row_id =
                                (select id from legacy_rows
                                 where source_id = :source and table_name = :table and row_key = :key)
                            """)
                    .param("source", source.value())
                    .param("table", row.table())
                    .param("key", row.key())
                    .update();
            return;
        }
        sql.sql(
                        """
                        insert into legacy_vectors (row_id, point_id, space, dimension, norm, vector)
                        select id, :point, :space, :dimension, :norm, :vector from legacy_rows
                        where source_id = :source and table_name = :table and row_key = :key
                        on conflict (row_id) do update set
                            point_id = excluded.point_id, space = excluded.space,
                            dimension = excluded.dimension, norm = excluded.norm, vector = excluded.vector
                        """)
                .param("source", source.value())
                .param("table", row.table())
                .param("key", row.key())
                .param("point", EarlierPoint.uuid(row.key()).toString())
                .param("space", space)
                .param("dimension", vector.length)
                .param("norm", norm(vector))
                .param("vector", EarlierPoint.bytes(vector))
                .update();
    }

    /// Of what has no length (a number among it is none) it is -1.
    private static double norm(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        double norm = Math.sqrt(squares);
        return Double.isFinite(norm) ? norm : -1;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, String> hashes(SourceId source, String collection) {
        Map<String, String> hashes = new HashMap<>();
        sql.sql(
                        """
                        select l.row_key, v.vector from legacy_vectors v join legacy_rows l on l.id = v.row_id
                        where l.source_id = :source and l.table_name = :table
                        """)
                .param("source", source.value())
                .param("table", collection)
                .query(row -> {
                    hashes.put(row.getString(1), sha256(row.getBytes(2)));
                });
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
