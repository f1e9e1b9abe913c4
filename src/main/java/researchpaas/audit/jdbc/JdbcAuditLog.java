package researchpaas.audit.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.audit.Actor;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Means;
import researchpaas.audit.Outcome;
import researchpaas.audit.Subject;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class JdbcAuditLog implements AuditLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final int BATCH = 500;

    private final JdbcClient sql;
    private final Clock clock;

    JdbcAuditLog(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void record(AuditEvent event) {
        insert(event, sql, clock);
    }

    static void insert(AuditEvent event, JdbcClient sql, Clock clock) {
        sql.sql(
                        """
                        insert into audit_entries
                            (at, action, outcome, actor, means, subject_kind, subject, request, details)
                        values (:at, :action, :outcome, :actor, :means, :kind, :subject, :request, :details)
                        """)
                .param("at", clock.millis())
                .param("action", event.action().name())
                .param("outcome", event.outcome().name())
                .param("actor", event.actor().account())
                .param("means", event.actor().means().name())
                .param("kind", event.subject().kind().name())
                .param("subject", event.subject().id())
                .param("request", event.request())
                .param("details", JSON.writeValueAsString(new TreeMap<>(event.details())))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<AuditEntry> find(AuditFilter filter, @Nullable Long before, int limit) {
        Conditions conditions = Conditions.of(filter);
        if (before != null) {
            conditions.and("id < :before", "before", before);
        }
        return sql.sql(conditions.select("id desc"))
                .params(conditions.values())
                .param("limit", limit)
                .query(JdbcAuditLog::entry)
                .list();
    }

    /// Page by page: whoever reads slowly keeps nobody from writing.
    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public void export(AuditFilter filter, Consumer<AuditEntry> each) {
        long last =
                sql.sql("select coalesce(max(id), 0) from audit_entries")
                        .query(Long.class)
                        .single();
        Conditions conditions =
                Conditions.of(filter).and("id <= :last", "last", last).and("id > :after");
        long after = 0;
        List<AuditEntry> page;
        do {
            page =
                    sql.sql(conditions.select("id"))
                            .params(conditions.values())
                            .param("after", after)
                            .param("limit", BATCH)
                            .query(JdbcAuditLog::entry)
                            .list();
            page.forEach(each);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == BATCH);
    }

    @Override
    @Transactional
    public int purge(Instant before) {
        int removed =
                sql.sql("delete from audit_entries where at < :before")
                        .param("before", before.toEpochMilli())
                        .update();
        if (removed > 0) {
            record(
                    AuditEvent.done(
                                    AuditAction.AUDIT_PURGED,
                                    Actor.operator(),
                                    Subject.the(Subject.Kind.AUDIT))
                            .with("entries", removed)
                            .with("before", before));
        }
        return removed;
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        long actor = row.getLong("actor");
        boolean known = !row.wasNull();
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                new AuditEvent(
                        AuditAction.valueOf(row.getString("action")),
                        Outcome.valueOf(row.getString("outcome")),
                        new Actor(known ? actor : null, Means.valueOf(row.getString("means"))),
                        new Subject(
                                Subject.Kind.valueOf(row.getString("subject_kind")),
                                row.getString("subject")),
                        row.getString("request"),
                        JSON.readValue(row.getString("details"), TEXTS)));
    }
}
