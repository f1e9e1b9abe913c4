package researchpaas.document.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import researchpaas.document.Database.Engine;
import researchpaas.document.Database.Trouble;

/// The library's database, opened. Everything in which SQLite and PostgreSQL differ stands in its
/// two forms; the statements are the same on both.
sealed interface OpenDatabase extends AutoCloseable permits SqliteLibrary, PostgresLibrary {
    /// Changes nothing, but is written.
    String PROBING_WRITE = "update change_sequence set last = last where id = 1";

    /// @throws CannotOpenLibrary with a sentence that says what to do; nothing was written then
    static OpenDatabase open(Path home, DatabaseSettings settings) {
        return settings.isPostgres()
                ? PostgresLibrary.open(home, settings)
                : SqliteLibrary.open(home, settings);
    }

    /// Connections that take no lock and know no limits, for reading beside whoever has it open.
    ///
    /// @param home where the file of SQLite lies, which must exist
    static DataSource unlocked(Path home, DatabaseSettings settings) {
        return settings.isPostgres()
                ? PostgresLibrary.unlimited(PostgresUrl.parse(String.valueOf(settings.url())))
                : SqliteLibrary.sqlite(settings.file(home).toAbsolutePath().normalize(), settings);
    }

    Engine engine();

    /// What people call it: the file, or host, port and name.
    String place();

    DataSource dataSource();

    List<HikariDataSource> pools();

    /// New connections beside the pool, whose statements may take their time.
    DataSource unlimited();

    SQLExceptionTranslator translator();

    /// @param translator what to make of the driver's errors: ours, perhaps watched
    JdbcTransactionManager transactions(SQLExceptionTranslator translator);

    /// What the migrations need to know, their own connection among it.
    void configure(FluentConfiguration flyway);

    /// What is behind an error of the driver.
    Optional<Trouble> classify(SQLException e);

    /// Empty when a connection can be had and, should this be asked for, something can be written.
    ///
    /// @param write whether to try a write too
    Optional<Trouble> probe(boolean write);

    @Override
    void close();
}
