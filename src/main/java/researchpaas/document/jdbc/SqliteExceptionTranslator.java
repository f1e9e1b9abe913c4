package researchpaas.document.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite's driver gives no SQL states, so Spring's own translators can't tell its errors apart.
class SqliteExceptionTranslator implements SQLExceptionTranslator {
    private static final int PRIMARY = 0xff;

    @Override
    public DataAccessException translate(String task, @Nullable String sql, SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return new UncategorizedSQLException(task, sql, e);
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        String message = task + ": " + code;
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                    new DuplicateKeyException(message, e);
            default -> byPrimaryCode(code.code & PRIMARY, message, task, sql, e);
        };
    }

    private static DataAccessException byPrimaryCode(
            int primary, String message, String task, @Nullable String sql, SQLException e) {
        if (primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            return new DataIntegrityViolationException(message, e);
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code
                || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new CannotAcquireLockException(message, e);
        }
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return new NonTransientDataAccessResourceException("The disk is full. " + message, e);
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                || primary == SQLiteErrorCode.SQLITE_IOERR.code
                || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || primary == SQLiteErrorCode.SQLITE_READONLY.code) {
            return new DataAccessResourceFailureException(message, e);
        }
        return new UncategorizedSQLException(task, sql, e);
    }
}
