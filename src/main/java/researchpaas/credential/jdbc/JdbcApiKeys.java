package researchpaas.credential.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.credential.ApiKey;
import researchpaas.credential.ApiKeys;
import researchpaas.credential.KeyId;
import researchpaas.credential.Scope;

@Component
@Transactional
class JdbcApiKeys implements ApiKeys {
    private static final Duration WRITTEN = Duration.ofMinutes(1);

    private static final String SELECT =
            """
            select id, account_id, name, scopes, hash, created_at, expires_at, last_used, revoked_at from api_keys
            """;

    private final JdbcClient sql;
    private final Clock clock;

    JdbcApiKeys(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public ApiKey add(
            AccountId owner, String name, Set<Scope> scopes, String hash, Instant expiresAt) {
        long id =
                sql.sql(
                                """
                                insert into api_keys (account_id, name, scopes, hash, created_at, expires_at)
                                values (:owner, :name, :scopes, :hash, :now, :expires)
                                returning id
                                """)
                        .param("owner", owner.value())
                        .param("name", name)
                        .param(
                                "scopes",
                                scopes.stream()
                                        .map(Scope::name)
                                        .sorted()
                                        .collect(Collectors.joining(",")))
                        .param("hash", hash)
                        .param("now", clock.millis())
                        .param("expires", expiresAt.toEpochMilli())
                        .query(Long.class)
                        .single();
        return find(new KeyId(id)).orElseThrow().key();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Known> find(KeyId id) {
        return sql.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query((row, number) -> new Known(key(row, number), row.getString("hash")))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<ApiKey> of(AccountId owner) {
        return sql.sql(SELECT + "where account_id = :owner order by id desc")
                .param("owner", owner.value())
                .query(JdbcApiKeys::key)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public List<ApiKey> all() {
        return sql.sql(SELECT + "order by id desc").query(JdbcApiKeys::key).list();
    }

    @Override
    @Transactional(readOnly = true)
    public int countHolding(AccountId owner) {
        return sql.sql(
                        """
                        select count(*) from api_keys
                        where account_id = :owner and revoked_at is null and expires_at > :now
                        """)
                .param("owner", owner.value())
                .param("now", clock.millis())
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean revoke(KeyId id) {
        return sql.sql(
                                "update api_keys set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", clock.millis())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    @Override
    public boolean used(KeyId id) {
        return sql.sql(
                                """
                                update api_keys set last_used = :now
                                where id = :id and (last_used is null or last_used <= :before)
                                """)
                        .param("now", clock.millis())
                        .param("before", clock.millis() - WRITTEN.toMillis())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                new KeyId(row.getLong("id")),
                new AccountId(row.getLong("account_id")),
                row.getString("name"),
                Arrays.stream(row.getString("scopes").split(","))
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                time(row, "last_used"),
                time(row, "revoked_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
