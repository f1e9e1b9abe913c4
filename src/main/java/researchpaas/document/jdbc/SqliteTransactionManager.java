package researchpaas.document.jdbc;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.DefaultTransactionStatus;

/// On a full disk and on some other errors SQLite undoes the whole transaction by itself. The
/// rollback that follows then finds nothing to undo; its complaint must not hide the cause.
class SqliteTransactionManager extends JdbcTransactionManager {
    SqliteTransactionManager(DataSource dataSource, SQLExceptionTranslator translator) {
        super(dataSource);
        setExceptionTranslator(translator);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (RuntimeException e) {
            if (!undoneAlready(e)) {
                throw e;
            }
            logger.debug("SQLite has undone the transaction by itself");
        }
    }

    private static boolean undoneAlready(RuntimeException e) {
        String message = e.getCause() == null ? null : e.getCause().getMessage();
        return message != null && message.contains("no transaction is active");
    }
}
