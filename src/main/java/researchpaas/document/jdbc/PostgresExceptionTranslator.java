package researchpaas.document.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/// Spring's own translation by SQL state, and the two states that it leaves out.
class PostgresExceptionTranslator implements SQLExceptionTranslator {
    private final SQLStateSQLExceptionTranslator standard = new SQLStateSQLExceptionTranslator();

    @Override
    public DataAccessException translate(String task, @Nullable String sql, SQLException e) {
        String state = e.getSQLState();
        if ("55P03".equals(state)) {
            return new CannotAcquireLockException(task + ": another transaction holds it", e);
        }
        if ("53100".equals(state)) {
            return new NonTransientDataAccessResourceException("The disk is full. " + task, e);
        }
        DataAccessException known = standard.translate(task, sql, e);
        return known == null ? new UncategorizedSQLException(task, sql, e) : known;
    }
}
