package researchpaas.operate.jdbc;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import researchpaas.operate.Backups;

/// Over connections that need no lock: a command beside the server records its archives too. One
/// short statement each, so SQLite's busy timeout is patience enough.
@Component
@Lazy
class JdbcBackups implements Backups {
    private final JdbcClient sql;

    JdbcBackups(@Qualifier("unlocked") DataSource source) {
        this.sql = JdbcClient.create(source);
    }

    @Override
    public void proved(Proof proof) {
        sql.sql(
                        """
                        insert into backups (name, place, created_at, proved_at, row_count, size, same_disk)
                        values (:name, :place, :created, :proved, :rows, :bytes, :sameDisk)
                        """)
                .param("name", proof.name())
                .param("place", proof.place())
                .param("created", proof.created().toEpochMilli())
                .param("proved", proof.provedAt().toEpochMilli())
                .param("rows", proof.rows())
                .param("bytes", proof.bytes())
                .param("sameDisk", proof.sameDisk())
                .update();
    }

    @Override
    public Optional<Proof> latest() {
        return sql.sql("select * from backups order by created_at desc, id desc limit 1")
                .query((row, _) ->
                        new Proof(
                                row.getString("name"),
                                row.getString("place"),
                                Instant.ofEpochMilli(row.getLong("created_at")),
                                Instant.ofEpochMilli(row.getLong("proved_at")),
                                row.getLong("row_count"),
                                row.getLong("size"),
                                row.getBoolean("same_disk")))
                .optional();
    }
}
