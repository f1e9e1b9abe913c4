package researchpaas.search.jdbc;

import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.search.IndexCursors;

@Component
@Transactional
class JdbcIndexCursors implements IndexCursors {
    private final JdbcClient sql;
    private final Clock clock;

    JdbcIndexCursors(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public long cursor(String index) {
        return sql.sql("select applied from index_cursors where name = :name")
                .param("name", index)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public boolean hold(String index, String holder, Duration lease) {
        long now = clock.millis();
        return sql.sql(
                                """
                                insert into index_cursors (name, applied, holder, held_until)
                                values (:name, 0, :holder, :until)
                                on conflict (name) do update
                                set holder = excluded.holder, held_until = excluded.held_until
                                where index_cursors.holder is null
                                   or index_cursors.holder = excluded.holder
                                   or index_cursors.held_until < :now
                                """)
                        .param("name", index)
                        .param("holder", holder)
                        .param("until", now + lease.toMillis())
                        .param("now", now)
                        .update()
                == 1;
    }

    @Override
    public boolean move(String index, String holder, long cursor) {
        return sql.sql(
                                """
                                update index_cursors set applied = :cursor
                                where name = :name and holder = :holder and held_until >= :now
                                """)
                        .param("name", index)
                        .param("holder", holder)
                        .param("cursor", cursor)
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    @Override
    public void release(String index, String holder) {
        sql.sql("update index_cursors set holder = null where name = :name and holder = :holder")
                .param("name", index)
                .param("holder", holder)
                .update();
    }

    @Override
    public void forget(String index) {
        sql.sql("delete from index_cursors where name = :name").param("name", index).update();
    }
}
