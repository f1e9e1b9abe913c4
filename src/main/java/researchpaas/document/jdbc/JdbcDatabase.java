package researchpaas.document.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import researchpaas.document.Database;

/// Remembers that a write failed until one succeeds, since reading goes on on a full disk.
final class JdbcDatabase implements Database {
    private static final Set<Trouble> OF_WRITING = EnumSet.of(Trouble.FULL, Trouble.READ_ONLY);

    private final OpenDatabase opened;
    private final AtomicBoolean writeFailed = new AtomicBoolean();

    JdbcDatabase(OpenDatabase opened) {
        this.opened = opened;
    }

    @Override
    public Engine engine() {
        return opened.engine();
    }

    @Override
    public Optional<Trouble> trouble() {
        boolean write = writeFailed.get();
        Optional<Trouble> found = opened.probe(write);
        if (write && found.isEmpty()) {
            writeFailed.set(false);
        }
        return found;
    }

    @Override
    public boolean isSuspect() {
        return writeFailed.get();
    }

    @Override
    public Optional<Trouble> troubleBehind(Throwable failure) {
        return search(failure, new HashSet<>());
    }

    @Override
    public List<Pool> pools() {
        return opened.pools().stream().map(JdbcDatabase::pool).toList();
    }

    private static Pool pool(HikariDataSource pool) {
        // absent until the first connection is asked for
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        int most = pool.getMaximumPoolSize();
        return now == null
                ? new Pool(pool.getPoolName(), 0, 0, 0, most)
                : new Pool(
                        pool.getPoolName(),
                        now.getActiveConnections(),
                        now.getIdleConnections(),
                        now.getThreadsAwaitingConnection(),
                        most);
    }

    private Optional<Trouble> search(Throwable failure, Set<Throwable> seen) {
        if (!seen.add(failure)) {
            return Optional.empty();
        }
        // the innermost knows most: a pool's timeout says nothing of a wrong password
        Optional<Trouble> found =
                Optional.ofNullable(failure.getCause()).flatMap(cause -> search(cause, seen));
        if (found.isPresent() || !(failure instanceof SQLException e)) {
            return found;
        }
        return Optional.ofNullable(e.getNextException())
                .flatMap(next -> search(next, seen))
                .or(() -> opened.classify(e))
                .or(() -> poolTimeout(e));
    }

    /// A pool that gives no connection in time, without the server's having refused one.
    private static Optional<Trouble> poolTimeout(SQLException e) {
        return e instanceof java.sql.SQLTransientConnectionException
                ? Optional.of(Trouble.SLOW)
                : Optional.empty();
    }

    /// The database's own translator, watched.
    SQLExceptionTranslator translator() {
        SQLExceptionTranslator translator = opened.translator();
        return (task, sql, e) -> {
            notice(e);
            return translator.translate(task, sql, e);
        };
    }

    private void notice(SQLException e) {
        if (opened.classify(e).filter(OF_WRITING::contains).isPresent()) {
            writeFailed.set(true);
        }
    }
}
