package researchpaas.source.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.account.AccountId;
import researchpaas.source.ConsentRequests;

@Component
@Transactional
class JdbcConsentRequests implements ConsentRequests {
    private final JdbcClient sql;

    JdbcConsentRequests(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void keep(String state, ConsentRequest request, Instant now) {
        sql.sql("delete from drive_consents where lapses_at < :now")
                .param("now", now.toEpochMilli())
                .update();
        AccountId account = request.account();
        sql.sql(
                        """
                        insert into drive_consents (state_hash, verifier, account_id, connection_id, lapses_at)
                        values (:state, :verifier, :account, :connection, :lapses)
                        """)
                .param("state", hash(state))
                .param("verifier", request.verifier())
                .param("account", account == null ? null : account.value(), Types.BIGINT)
                .param("connection", request.connection(), Types.BIGINT)
                .param("lapses", request.lapses().toEpochMilli())
                .update();
    }

    @Override
    public Optional<ConsentRequest> take(String state, Instant now) {
        return sql.sql("delete from drive_consents where state_hash = :state returning *")
                .param("state", hash(state))
                .query((row, _) -> request(row))
                .optional()
                .filter(request -> request.lapses().isAfter(now));
    }

    private static ConsentRequest request(ResultSet row) throws SQLException {
        long account = row.getLong("account_id");
        AccountId who = row.wasNull() ? null : new AccountId(account);
        long connection = row.getLong("connection_id");
        Long again = row.wasNull() ? null : connection;
        return new ConsentRequest(
                row.getString("verifier"),
                who,
                again,
                Instant.ofEpochMilli(row.getLong("lapses_at")));
    }

    private static String hash(String state) {
        try {
            byte[] text = state.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
