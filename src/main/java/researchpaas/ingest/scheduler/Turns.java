package researchpaas.ingest.scheduler;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// One scan of a source at a time, whichever instance runs it: two of them would read every file
/// twice, and one could take for deleted what the other has just seen moved. The oldest job goes
/// first; its lease makes sure that only one instance runs it.
@Component
final class Turns {
    private final JdbcClient sql;

    Turns(JdbcClient sql) {
        this.sql = sql;
    }

    /// Whether no older job of the same source is still to end. One that nobody will run again does
    /// not count.
    boolean isNext(long job) {
        return sql.sql(
                                """
                                select count(*) from jobs older
                                join scheduled_tasks t
                                  on t.task_name = :task and t.task_instance = cast(older.id as varchar(100))
                                where older.id < :job and older.state in ('WAITING', 'RUNNING')
                                  and older.source = (select source from jobs where id = :job)
                                """)
                        .param("task", ScheduledBackground.INGEST)
                        .param("job", job)
                        .query(Long.class)
                        .single()
                == 0;
    }
}
