package researchpaas.credential.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.credential.Family;
import researchpaas.credential.FamilyId;
import researchpaas.credential.RefreshTokens;

@Component
@Transactional
class JdbcRefreshTokens implements RefreshTokens {
    private static final String COLUMNS =
            "id, account_id, user_agent, created_at, last_used, expires_at";

    private static final String SELECT =
            "select " + COLUMNS + " from token_families where expires_at > :now";

    private final JdbcClient sql;
    private final Clock clock;

    JdbcRefreshTokens(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Family start(AccountId account, String userAgent, Instant expiresAt) {
        return sql.sql(
                        """
                        insert into token_families (id, account_id, user_agent, created_at, last_used, expires_at)
                        values (:id, :account, :agent, :now, :now, :expires)
                        returning
                        """
                                + COLUMNS)
                .param("id", UUID.randomUUID().toString())
                .param("account", account.value())
                .param("agent", userAgent)
                .param("now", clock.millis())
                .param("expires", expiresAt.toEpochMilli())
                .query(JdbcRefreshTokens::family)
                .single();
    }

    @Override
    public void add(FamilyId family, String hash, Instant expiresAt) {
        sql.sql(
                        """
                        insert into refresh_tokens (hash, family_id, expires_at) values (:hash, :family, :expires)
                        """)
                .param("hash", hash)
                .param("family", family.value())
                .param("expires", expiresAt.toEpochMilli())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Known> find(String hash) {
        return sql.sql("select family_id, expires_at from refresh_tokens where hash = :hash")
                .param("hash", hash)
                .query((row, _) ->
                        new Known(
                                new FamilyId(row.getString("family_id")),
                                Instant.ofEpochMilli(row.getLong("expires_at"))))
                .optional();
    }

    @Override
    public Optional<Family> hold(FamilyId family) {
        return sql.sql(
                        """
                        update token_families set last_used = :now where id = :id and expires_at > :now
                        returning
                        """
                                + COLUMNS)
                .param("now", clock.millis())
                .param("id", family.value())
                .query(JdbcRefreshTokens::family)
                .optional();
    }

    @Override
    public boolean use(String hash) {
        return sql.sql(
                                "update refresh_tokens set used_at = :now where hash = :hash and used_at is null")
                        .param("now", clock.millis())
                        .param("hash", hash)
                        .update()
                == 1;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Family> find(FamilyId family) {
        return sql.sql(SELECT + " and id = :id")
                .param("now", clock.millis())
                .param("id", family.value())
                .query(JdbcRefreshTokens::family)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Family> of(AccountId account) {
        return sql.sql(SELECT + " and account_id = :account order by last_used desc, id")
                .param("now", clock.millis())
                .param("account", account.value())
                .query(JdbcRefreshTokens::family)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Family> all() {
        return sql.sql(SELECT + " order by last_used desc, id")
                .param("now", clock.millis())
                .query(JdbcRefreshTokens::family)
                .list();
    }

    @Override
    public boolean end(FamilyId family) {
        return sql.sql("delete from token_families where id = :id")
                        .param("id", family.value())
                        .update()
                == 1;
    }

    @Override
    public int endAll(AccountId account) {
        return sql.sql("delete from token_families where account_id = :account")
                .param("account", account.value())
                .update();
    }

    @Override
    public int forgetExpired() {
        return sql.sql("delete from token_families where expires_at <= :now")
                .param("now", clock.millis())
                .update();
    }

    private static Family family(ResultSet row, int number) throws SQLException {
        return new Family(
                new FamilyId(row.getString("id")),
                new AccountId(row.getLong("account_id")),
                row.getString("user_agent"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("last_used")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
