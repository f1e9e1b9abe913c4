package researchpaas.ingest.scheduler;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// On SQLite the locked state folder proves that no other instance lives: what is still leased at
/// start belonged to a process that died, and need not wait for its heartbeat to time out.
@Component
final class DeadLeases implements InitializingBean {
    private final JdbcClient jdbc;

    DeadLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.sql(
                        """
                        update scheduled_tasks
                           set picked = false, picked_by = null, last_heartbeat = null
                         where picked
                        """)
                .update();
    }
}
