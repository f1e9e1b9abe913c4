package researchpaas.document.jdbc;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import researchpaas.document.Database.Engine;
import researchpaas.document.LibraryTables.Refused;
import researchpaas.document.LibraryTables.Scratch;
import researchpaas.document.LibraryTables.Snapshot;
import researchpaas.document.LibraryTables.TablesUnavailable;
import researchpaas.document.LibraryTables.Why;

/// One transaction that fills the tables of an empty database. A kill leaves it empty.
final class JdbcFilling implements Scratch {
    private final OpenDatabase database;
    private final DataSource source;
    private final Connection connection;
    private final List<StoredTable> tables;
    private final Runnable afterwards;

    private JdbcFilling(
            OpenDatabase database,
            DataSource source,
            Connection connection,
            List<StoredTable> tables,
            Runnable afterwards) {
        this.database = database;
        this.source = source;
        this.connection = connection;
        this.tables = tables;
        this.afterwards = afterwards;
    }

    /// @param database is closed with this
    /// @param afterwards what follows a commit
    static JdbcFilling begin(OpenDatabase database, Runnable afterwards) {
        DataSource source = database.unlimited();
        try {
            Connection connection = source.getConnection();
            try {
                connection.setAutoCommit(false);
                List<StoredTable> tables = StoredTables.archived(connection);
                JdbcFilling filling =
                        new JdbcFilling(database, source, connection, tables, afterwards);
                filling.hold();
                requireEmpty(tables, connection, database.place());
                filling.removeFirstRows();
                return filling;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new TablesUnavailable("The database could not be prepared", e);
        }
    }

    /// Whoever else would write waits, and finds the library whole.
    private void hold() throws SQLException {
        if (database.engine() == Engine.POSTGRESQL) {
            execute("set local lock_timeout = '30s'");
            execute(
                    tables.stream()
                            .map(StoredTable::name)
                            .collect(
                                    Collectors.joining(
                                            ", ", "lock table ", " in access exclusive mode")));
        }
    }

    static void requireEmpty(List<StoredTable> tables, Connection connection, String place)
            throws SQLException {
        for (StoredTable table : tables) {
            if (exists("select 1 from " + table.name() + ifUsed(table) + " limit 1", connection)) {
                throw new Refused(Why.NOT_EMPTY, place);
            }
        }
    }

    /// The schema itself puts a row into the one table, `init-production-db` and the first start
    /// put the first administrators into another, and the record of that into the third.
    private static String ifUsed(StoredTable table) {
        return switch (table.name()) {
            case "change_sequence" -> " where last > 0";
            case "accounts" -> " where subject is not null or role <> 'ADMIN' or suspended";
            case "audit_entries" -> " where means <> 'OPERATOR'";
            default -> "";
        };
    }

    static boolean exists(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    private void removeFirstRows() throws SQLException {
        for (StoredTable table : tables) {
            if (!ifUsed(table).isEmpty()) {
                execute("delete from " + table.name());
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public List<String> tables() {
        return tables.stream().map(StoredTable::name).toList();
    }

    @Override
    public long read(String name, InputStream in) {
        StoredTable table = JdbcSnapshot.named(tables, name);
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            return JsonRows.read(table, in, insert);
        } catch (SQLException e) {
            if (database.classify(e).isEmpty()) {
                // a key twice, a reference to nothing, a text that the column does not take
                throw new Refused(Why.UNFIT_ROWS, name, e);
            }
            throw new TablesUnavailable("The table " + name + " could not be written", e);
        }
    }

    @Override
    public void commit() {
        try {
            if (database.engine() == Engine.POSTGRESQL) {
                continueNumbers();
            }
            connection.commit();
            afterwards.run();
        } catch (SQLException e) {
            throw new TablesUnavailable("The rows could not be kept", e);
        }
    }

    /// SQLite goes on after the largest by itself.
    private void continueNumbers() throws SQLException {
        for (StoredTable table : tables) {
            if (table.key().equals(List.of("id"))
                    && exists("select 1 from " + table.name() + " limit 1", connection)) {
                execute(
                        "select setval(pg_get_serial_sequence('%s', 'id'), (select max(id) from %s))"
                                .formatted(table.name(), table.name()));
            }
        }
    }

    @Override
    public Snapshot snapshot() {
        return JdbcSnapshot.of(database.engine(), source);
    }

    @Override
    public void close() {
        try (database) {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new TablesUnavailable("The database could not be closed", e);
        }
    }
}
