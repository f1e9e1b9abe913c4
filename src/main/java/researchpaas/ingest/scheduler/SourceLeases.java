package researchpaas.ingest.scheduler;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.ingest.Leases;

/// Rows that name the instance too, so that a restarted one gives free what it held when it died.
@Component
@Transactional
class SourceLeases implements Leases {
    private final JdbcClient sql;
    private final Instance instance;
    private final Clock clock;

    SourceLeases(JdbcClient sql, Instance instance, Clock clock) {
        this.sql = sql;
        this.instance = instance;
        this.clock = clock;
    }

    @Override
    public boolean hold(String source, String run) {
        return sql.sql(
                                """
                                insert into source_leases (source, holder, held_until) values (:source, :holder, :until)
                                on conflict (source) do update set
                                    holder = excluded.holder, held_until = excluded.held_until
                                where source_leases.holder = excluded.holder or source_leases.held_until < :now
                                """)
                        .param("source", source)
                        .param("holder", holder(run))
                        .param("until", clock.instant().plus(TERM).toEpochMilli())
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    @Override
    public void release(String source, String run) {
        sql.sql("delete from source_leases where source = :source and holder = :holder")
                .param("source", source)
                .param("holder", holder(run))
                .update();
    }

    private String holder(String run) {
        return instance.name() + "/" + run;
    }
}
