package researchpaas.document.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import researchpaas.document.Database.Engine;
import researchpaas.document.Database.Trouble;

/// The SQLite file with one connection that writes and a few that only read. A read-only
/// transaction gets a reader, anything else the writer. More than one writer would not be faster,
/// and under contention this driver goes on in autocommit after a transaction could not begin.
final class SqliteLibrary implements OpenDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Below this a write of any size may fail at any moment.
    private static final long SPARE_BYTES = 8 << 20;

    private final List<StateFolder> held;
    private final Path file;
    private final DataSource unlimited;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final DataSource dataSource;

    private SqliteLibrary(
            List<StateFolder> held,
            Path file,
            DataSource unlimited,
            HikariDataSource writer,
            HikariDataSource readers) {
        this.held = held;
        this.file = file;
        this.unlimited = unlimited;
        this.writer = writer;
        this.readers = readers;
        this.dataSource = routed(writer, readers);
    }

    /// @throws CannotOpenLibrary when the folder is in use or the file is not ours; nothing was
    ///   written then
    static SqliteLibrary open(Path home, DatabaseSettings settings) {
        List<StateFolder> held = new ArrayList<>(List.of(StateFolder.hold(home)));
        try {
            Path file = settings.file(home).toAbsolutePath().normalize();
            DatabaseFile.refuseForeign(file);
            Path folder = file.resolveSibling("");
            Files.createDirectories(folder);
            if (!folder.equals(home.toAbsolutePath().normalize())) {
                held.add(StateFolder.holdDatabase(file));
            }
            return open(List.copyOf(held), file, settings);
        } catch (IOException e) {
            held.forEach(StateFolder::close);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            held.forEach(StateFolder::close);
            throw e;
        }
    }

    private static SqliteLibrary open(
            List<StateFolder> held, Path file, DatabaseSettings settings) {
        DataSource sqlite = sqlite(file, settings);
        sign(sqlite, file);
        HikariDataSource writer = pool("writer", sqlite, 1, null);
        HikariDataSource readers =
                pool("readers", sqlite, settings.readers(), "pragma query_only = true");
        return new SqliteLibrary(held, file, sqlite, writer, readers);
    }

    /// Through the driver's typed settings: an unknown parameter in a URL silently becomes part of
    /// the file's name.
    static DataSource sqlite(Path file, DatabaseSettings settings) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // A commit that a power cut could take back would leave the index's cursor ahead of the
        // truth.
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
        config.setGetGeneratedKeys(false);
        SQLiteDataSource sqlite = new SQLiteDataSource(config);
        // as a URI, so that a question mark in a folder's name stays in the name
        sqlite.setUrl("jdbc:sqlite:" + file.toUri());
        return sqlite;
    }

    private static void sign(DataSource sqlite, Path file) {
        try (Connection connection = sqlite.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma application_id = " + DatabaseFile.APPLICATION_ID);
        } catch (SQLException e) {
            if (SqliteErrors.isDamage(e)) {
                throw new CannotOpenLibrary(CannotOpenLibrary.Cause.DAMAGED_DATABASE, file);
            }
            throw new SqliteExceptionTranslator().translate("open the database", null, e);
        }
    }

    private static HikariDataSource pool(
            String name, DataSource sqlite, int size, @Nullable String first) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(sqlite);
        config.setMaximumPoolSize(size);
        config.setConnectionInitSql(first);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        return new HikariDataSource(config);
    }

    @Override
    public Engine engine() {
        return Engine.SQLITE;
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public void configure(FluentConfiguration flyway) {
        flyway.dataSource(dataSource())
                .locations("classpath:db/migration")
                .placeholders(Map.of("id", "integer primary key autoincrement"));
    }

    /// Only for whoever knows that nobody else writes.
    @Override
    public DataSource unlimited() {
        return unlimited;
    }

    @Override
    public SQLExceptionTranslator translator() {
        return new SqliteExceptionTranslator();
    }

    @Override
    public JdbcTransactionManager transactions(SQLExceptionTranslator translator) {
        return new SqliteTransactionManager(dataSource, translator);
    }

    @Override
    public Optional<Trouble> classify(SQLException e) {
        return SqliteErrors.classify(e);
    }

    @Override
    public Optional<Trouble> probe(boolean write) {
        try (Connection connection = (write ? writer : readers).getConnection();
                Statement statement = connection.createStatement()) {
            if (write && file.toFile().getUsableSpace() < SPARE_BYTES) {
                return Optional.of(Trouble.FULL);
            }
            statement.execute(write ? PROBING_WRITE : "select last from change_sequence");
            return Optional.empty();
        } catch (SQLException e) {
            return SqliteErrors.classify(e).or(() -> Optional.of(Trouble.UNREACHABLE));
        }
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public List<HikariDataSource> pools() {
        return List.of(writer, readers);
    }

    private static DataSource routed(DataSource writer, DataSource readers) {
        LazyConnectionDataSourceProxy dataSource = new LazyConnectionDataSourceProxy();
        dataSource.setDefaultAutoCommit(true);
        dataSource.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        dataSource.setTargetDataSource(writer);
        dataSource.setReadOnlyDataSource(readers);
        return dataSource;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
        held.forEach(StateFolder::close);
    }
}
