package researchpaas.account.security.session;

import java.util.function.Consumer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/// Spring Session asks for a result where it reads and for none where it writes. What reads need
/// not wait for SQLite's one writer, which an import may keep busy.
final class SessionTransactions implements TransactionOperations {
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    SessionTransactions(PlatformTransactionManager transactions) {
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        writing = new TransactionTemplate(transactions);
    }

    @Override
    public <T> T execute(TransactionCallback<T> action) {
        return reading.execute(action);
    }

    @Override
    public void executeWithoutResult(Consumer<TransactionStatus> action) {
        writing.executeWithoutResult(action);
    }
}
