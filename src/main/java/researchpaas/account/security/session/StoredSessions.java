package researchpaas.account.security.session;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.credential.Session;
import researchpaas.credential.Sessions;

/// Lists and ends what Spring Session keeps. A session that is ended here is gone for good: a
/// request that still holds it does not bring it back.
@Component
@Transactional
class StoredSessions implements Sessions {
    private static final String SIGNED_IN =
            """
            select s.primary_id, s.principal_name, s.creation_time, s.last_access_time, a.attribute_bytes
            from sessions s
            left join sessions_attributes a
                on a.session_primary_id = s.primary_id and a.attribute_name = :agent
            where s.principal_name is not null and s.expiry_time > :now and s.creation_time > :earliest
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final SessionSettings settings;

    StoredSessions(JdbcClient sql, Clock clock, SessionSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Session> of(AccountId account) {
        return found(SIGNED_IN + " and s.principal_name = :account", account);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Session> all() {
        return found(SIGNED_IN, null);
    }

    private List<Session> found(String statement, @Nullable AccountId account) {
        Instant now = clock.instant();
        JdbcClient.StatementSpec query =
                sql.sql(statement + " order by s.last_access_time desc, s.primary_id")
                        .param("agent", BrowserSessions.AGENT)
                        .param("now", now.toEpochMilli())
                        .param("earliest", now.minus(settings.lifetime()).toEpochMilli());
        return (account == null ? query : query.param("account", account.toString()))
                .query(StoredSessions::session)
                .list();
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        byte[] agent = row.getBytes("attribute_bytes");
        return new Session(
                row.getString("primary_id"),
                new AccountId(Long.parseLong(row.getString("principal_name"))),
                Instant.ofEpochMilli(row.getLong("creation_time")),
                Instant.ofEpochMilli(row.getLong("last_access_time")),
                agent == null ? "" : new String(agent, StandardCharsets.UTF_8));
    }

    @Override
    public boolean end(String reference) {
        return sql.sql(
                                "delete from sessions where primary_id = :reference and principal_name is not null")
                        .param("reference", reference)
                        .update()
                > 0;
    }

    @Override
    public int endAll(AccountId account) {
        return sql.sql("delete from sessions where principal_name = :account")
                .param("account", account.toString())
                .update();
    }

    /// The name of a session to its owner; empty when it has ended.
    ///
    /// @param id by which the database finds it, see [SessionKey]
    @Transactional(readOnly = true)
    public String reference(String id) {
        return sql.sql("select primary_id from sessions where session_id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /// What has ended by itself, and sign-ins that nobody came back from.
    public int forgetEnded() {
        Instant now = clock.instant();
        return sql.sql("delete from sessions where expiry_time < :now or creation_time < :earliest")
                .param("now", now.toEpochMilli())
                .param("earliest", now.minus(settings.lifetime()).toEpochMilli())
                .update();
    }
}
