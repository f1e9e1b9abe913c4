package researchpaas.ingest.jdbc;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.AddedSources;

@Component
@Transactional
class JdbcAddedSources implements AddedSources {
    private final JdbcClient sql;
    private final Clock clock;

    JdbcAddedSources(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Choice choice(String source) {
        return sql.sql("select dropped from sources where name = :source")
                .param("source", source)
                .query(Boolean.class)
                .optional()
                .map(dropped -> dropped ? Choice.DROPPED : Choice.ADDED)
                .orElse(Choice.OPEN);
    }

    @Override
    public void add(String source) {
        decide(source, false);
    }

    @Override
    public void drop(String source) {
        decide(source, true);
    }

    private void decide(String source, boolean dropped) {
        sql.sql(
                        """
                        insert into sources (name, created_at, dropped) values (:source, :now, :dropped)
                        on conflict (name) do update set dropped = excluded.dropped
                        """)
                .param("source", source)
                .param("now", clock.millis())
                .param("dropped", dropped)
                .update();
    }

    @Override
    public void rename(String from, String to) {
        int renamed =
                sql.sql(
                                """
                                update sources set name = :to
                                where name = :from and not exists (select 1 from sources where name = :to)
                                """)
                        .param("from", from)
                        .param("to", to)
                        .update();
        if (renamed == 1) {
            sql.sql("update jobs set source = :to where source = :from")
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
    }

    @Override
    @Transactional(readOnly = true)
    public boolean holdNothing() {
        List<Integer> one =
                sql.sql("select 1 from files where not gone limit 1").query(Integer.class).list();
        return one.isEmpty();
    }
}
