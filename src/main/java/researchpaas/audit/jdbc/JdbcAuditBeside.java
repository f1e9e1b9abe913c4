package researchpaas.audit.jdbc;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import researchpaas.audit.AuditBeside;
import researchpaas.audit.AuditEvent;

/// One short statement, so SQLite's busy timeout is patience enough.
@Component
@Lazy
class JdbcAuditBeside implements AuditBeside {
    private final JdbcClient sql;
    private final Clock clock;

    JdbcAuditBeside(@Qualifier("unlocked") DataSource source, Clock clock) {
        this.sql = JdbcClient.create(source);
        this.clock = clock;
    }

    @Override
    public void record(AuditEvent event) {
        JdbcAuditLog.insert(event, sql, clock);
    }
}
