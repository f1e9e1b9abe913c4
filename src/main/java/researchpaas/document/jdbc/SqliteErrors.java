package researchpaas.document.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import researchpaas.document.Database.Trouble;

/// What a person can do about an error of SQLite.
final class SqliteErrors {
    private static final int PRIMARY = 0xFF;

    private SqliteErrors() {}

    static boolean isDamage(SQLException e) {
        return classify(e).filter(Trouble.DAMAGED::equals).isPresent();
    }

    static Optional<Trouble> classify(SQLException e) {
        return Optional.ofNullable(
                switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY)) {
                    case SQLITE_FULL -> Trouble.FULL;
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> Trouble.DAMAGED;
                    case SQLITE_CANTOPEN, SQLITE_IOERR -> Trouble.UNREACHABLE;
                    case SQLITE_READONLY, SQLITE_PERM -> Trouble.READ_ONLY;
                    case SQLITE_BUSY, SQLITE_LOCKED -> Trouble.SLOW;
                    default -> null;
                });
    }
}
