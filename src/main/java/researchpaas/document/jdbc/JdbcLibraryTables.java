package researchpaas.document.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import researchpaas.document.Database.Engine;
import researchpaas.document.LibraryTables;

/// Opens the database by itself: reading works beside a server, filling needs it to be away.
@Component
@Lazy
class JdbcLibraryTables implements LibraryTables {
    private static final Duration LEAVING = Duration.ofSeconds(15);

    private final Path home;
    private final DatabaseSettings settings;

    JdbcLibraryTables(@Value("${research-paas.home:./var}") Path home, DatabaseSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public List<String> schemas() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources("classpath*:db/migration/V*__*.sql"))
                    .map(step -> String.valueOf(step.getFilename()).replaceAll("^V|__.*$", ""))
                    .distinct()
                    .sorted(Comparator.comparingInt(Integer::parseInt))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Snapshot snapshot() {
        return opening(this::current);
    }

    private Snapshot current() {
        if (settings.isPostgres()) {
            return requireLibrary(
                    Engine.POSTGRESQL, PostgresUrl.parse(String.valueOf(settings.url())).place());
        }
        Path file = settings.file(home).toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new Refused(Why.NO_LIBRARY, file.toString());
        }
        DatabaseFile.refuseForeign(file);
        return requireLibrary(Engine.SQLITE, file.toString());
    }

    private Snapshot requireLibrary(Engine engine, String place) {
        DataSource source = OpenDatabase.unlocked(home, settings);
        try (Connection connection = source.getConnection()) {
            if (!StoredTables.names(connection).contains("flyway_schema_history")) {
                throw new Refused(Why.NO_LIBRARY, place);
            }
        } catch (SQLException e) {
            throw new TablesUnavailable("The database could not be opened", e);
        }
        return JdbcSnapshot.of(engine, source);
    }

    @Override
    public Filling fill(String schema) {
        return opening(() -> filling(schema));
    }

    private Filling filling(String schema) {
        refuseUsed();
        OpenDatabase database = OpenDatabase.open(home, settings);
        try {
            prepare(database, schema);
            return JdbcFilling.begin(database, () -> Migrations.run(database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static <T> T opening(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (CannotOpenLibrary e) {
            Locale locale = Locale.getDefault();
            throw new Refused(Why.CANNOT_OPEN, e.description(locale) + " " + e.advice(locale), e);
        }
    }

    /// The lock of the state folder keeps away whoever shares it; a server elsewhere may share the
    /// database.
    private void refuseUsed() {
        if (!settings.isPostgres()) {
            return;
        }
        PostgresUrl url = PostgresUrl.parse(String.valueOf(settings.url()));
        PostgresServer.await(url, settings);
        try (Connection connection = OpenDatabase.unlocked(home, settings).getConnection()) {
            // the server goes on listing a program for a moment after it ended
            long patience = System.nanoTime() + LEAVING.toNanos();
            while (isUsed(connection)) {
                if (System.nanoTime() > patience) {
                    throw new Refused(Why.IN_USE, url.place());
                }
                LockSupport.parkNanos(LEAVING.toNanos() / 20);
            }
        } catch (SQLException e) {
            throw new TablesUnavailable("The database could not be opened", e);
        }
    }

    private static boolean isUsed(Connection connection) throws SQLException {
        return JdbcFilling.exists(
                """
                select 1 from pg_stat_activity
                where datname = current_database() and application_name = 'research-paas'
                  and pid <> pg_backend_pid()
                limit 1
                """,
                connection);
    }

    @Override
    public Scratch scratch(Path folder, String schema) {
        OpenDatabase database = OpenDatabase.open(folder, settings.withoutPlace());
        try {
            Migrations.runTo(schema, database);
            return JdbcFilling.begin(database, () -> {});
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// An archive is filled in at its own version of the schema, so that the later steps find rows
    /// to change. An empty database of another version is made anew.
    private static void prepare(OpenDatabase database, String schema) {
        try (Connection connection = database.unlimited().getConnection()) {
            Set<String> names = StoredTables.names(connection);
            if (names.contains("flyway_schema_history")
                    && !SchemaVersion.of(connection).equals(schema)) {
                List<StoredTable> tables = StoredTables.archived(connection);
                JdbcFilling.requireEmpty(tables, connection, database.place());
                drop(connection, names, tables);
            }
        } catch (SQLException e) {
            throw new TablesUnavailable("The database could not be prepared", e);
        }
        Migrations.runTo(schema, database);
    }

    /// In one transaction, so that a kill leaves the empty database as it was.
    private static void drop(Connection connection, Set<String> names, List<StoredTable> inOrder)
            throws SQLException {
        List<String> order = new ArrayList<>();
        inOrder.reversed().forEach(table -> order.add(table.name()));
        names.stream().filter(name -> !order.contains(name)).sorted().forEach(order::add);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String name : order) {
                statement.execute("drop table " + name);
            }
            connection.commit();
        }
    }
}
