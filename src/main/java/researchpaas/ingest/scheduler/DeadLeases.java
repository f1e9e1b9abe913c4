package researchpaas.ingest.scheduler;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import researchpaas.document.Database;

/// The locked state folder proves that no other process of this name lives, and on SQLite that no
/// other lives at all: what is still leased then belonged to a process that died, and need not wait
/// for its heartbeat to time out.
@Component
final class DeadLeases implements InitializingBean {
    private final JdbcClient jdbc;
    private final Instance instance;
    private final Database database;

    DeadLeases(JdbcClient jdbc, Instance instance, Database database) {
        this.jdbc = jdbc;
        this.instance = instance;
        this.database = database;
    }

    @Override
    public void afterPropertiesSet() {
        String whose =
                switch (database.engine()) {
                    case SQLITE -> "";
                    case POSTGRESQL -> " and picked_by = :me";
                };
        jdbc.sql(
                        """
                        update scheduled_tasks
                           set picked = false, picked_by = null, last_heartbeat = null
                         where picked
                        """
                                + whose)
                .param("me", instance.name())
                .update();
        jdbc.sql("delete from source_leases where holder like :mine")
                .param("mine", instance.name() + "/%")
                .update();
    }
}
