package researchpaas.document.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import researchpaas.document.Database.Engine;
import researchpaas.document.Database.Trouble;

/// A PostgreSQL server, which several instances may share; the state folder is still one process's
/// own. Nothing waits for ever: neither for a connection nor for an answer, a lock, or a
/// transaction that somebody forgot.
final class PostgresLibrary implements OpenDatabase {
    /// A transaction that does nothing for so long holds up everybody else.
    private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(60);

    /// The socket gives up after the server should have given up the statement.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration PROBE = Duration.ofSeconds(1);

    private final StateFolder held;
    private final PostgresUrl url;
    private final HikariDataSource pool;

    private PostgresLibrary(StateFolder held, PostgresUrl url, HikariDataSource pool) {
        this.held = held;
        this.url = url;
        this.pool = pool;
    }

    /// @throws CannotOpenLibrary when the server cannot be used as it is; nothing was written then
    static PostgresLibrary open(Path home, DatabaseSettings settings) {
        PostgresUrl url = PostgresUrl.parse(String.valueOf(settings.url()));
        StateFolder held = StateFolder.hold(home);
        try {
            PostgresServer.await(url, settings);
            return new PostgresLibrary(held, url, pool(url, settings));
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static HikariDataSource pool(PostgresUrl url, DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setDataSource(
                driver(url, settings.connectTimeout(), settings.statementTimeout().plus(GRACE)));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(2, settings.connections()));
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setValidationTimeout(Math.max(250, settings.connectTimeout().toMillis() / 2));
        config.setConnectionInitSql(limits(settings));
        return new HikariDataSource(config);
    }

    /// By statements and not as start-up parameters, which poolers refuse.
    private static String limits(DatabaseSettings settings) {
        return "set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
                .formatted(
                        settings.statementTimeout().toMillis(),
                        settings.lockTimeout().toMillis(),
                        IDLE_IN_TRANSACTION.toMillis());
    }

    /// @param socket zero for as long as it takes
    static DataSource driver(PostgresUrl url, Duration connect, Duration socket) {
        Properties properties = url.properties();
        // texts go to columns of any type as they would in a literal, as SQLite takes them
        properties.setProperty("stringtype", "unspecified");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("connectTimeout", Long.toString(seconds(connect)));
        properties.putIfAbsent("loginTimeout", Long.toString(seconds(connect) * 2));
        properties.putIfAbsent("socketTimeout", Long.toString(seconds(socket)));
        properties.putIfAbsent("ApplicationName", "research-paas");
        return new DriverManagerDataSource(url.jdbcUrl(), properties);
    }

    /// A database that a long transaction copies; rows go in many at a time.
    static DataSource unlimited(PostgresUrl url) {
        DriverManagerDataSource source =
                (DriverManagerDataSource) driver(url, Duration.ofSeconds(10), Duration.ZERO);
        Properties properties = source.getConnectionProperties();
        if (properties != null) {
            properties.setProperty("reWriteBatchedInserts", "true");
        }
        return source;
    }

    @Override
    public DataSource unlimited() {
        return unlimited(url);
    }

    private static long seconds(Duration time) {
        return time.isZero() ? 0 : Math.max(1, time.toSeconds());
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public String place() {
        return url.place();
    }

    @Override
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public List<HikariDataSource> pools() {
        return List.of(pool);
    }

    @Override
    public SQLExceptionTranslator translator() {
        return new PostgresExceptionTranslator();
    }

    @Override
    public JdbcTransactionManager transactions(SQLExceptionTranslator translator) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(pool);
        transactions.setExceptionTranslator(translator);
        return transactions;
    }

    /// Connections without the pool's limits: a step of a migration may take its time.
    @Override
    public void configure(FluentConfiguration flyway) {
        flyway.dataSource(driver(url, Duration.ofSeconds(10), Duration.ZERO))
                .locations("classpath:db/migration", "classpath:db/vendor/postgresql")
                .placeholders(Map.of("id", "bigint generated by default as identity primary key"));
    }

    @Override
    public Optional<Trouble> classify(SQLException e) {
        return PostgresErrors.classify(e);
    }

    /// Over a connection of its own: the pool would make the caller wait for one.
    @Override
    public Optional<Trouble> probe(boolean write) {
        try (Connection connection = driver(url, PROBE, PROBE).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = 500");
            statement.execute(write ? PROBING_WRITE : "select 1");
            return Optional.empty();
        } catch (SQLException e) {
            // whoever holds the row is able to write
            return "55P03".equals(e.getSQLState())
                    ? Optional.empty()
                    : classify(e).or(() -> Optional.of(Trouble.UNREACHABLE));
        }
    }

    @Override
    public void close() {
        pool.close();
        held.close();
    }
}
