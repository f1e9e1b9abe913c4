package researchpaas.document.jdbc;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import researchpaas.document.Database.Engine;
import researchpaas.document.LibraryTables.Snapshot;
import researchpaas.document.LibraryTables.TablesUnavailable;

/// One read-only transaction on a connection of its own: in SQLite's WAL and in PostgreSQL's
/// repeatable read it sees one moment, and nobody waits for it.
final class JdbcSnapshot implements Snapshot {
    /// The driver holds the rows of one fetch.
    private static final long FETCH_BYTES = 4 << 20;

    private static final int MOST_ROWS = 1_000;

    private final Engine engine;
    private final Connection connection;
    private final String schema;
    private final List<StoredTable> tables;

    private JdbcSnapshot(
            Engine engine, Connection connection, String schema, List<StoredTable> tables) {
        this.engine = engine;
        this.connection = connection;
        this.schema = schema;
        this.tables = tables;
    }

    static JdbcSnapshot of(Engine engine, DataSource source) {
        try {
            return begin(engine, source.getConnection());
        } catch (SQLException e) {
            throw new TablesUnavailable("A snapshot could not begin", e);
        }
    }

    private static JdbcSnapshot begin(Engine engine, Connection connection) throws SQLException {
        try {
            switch (engine) {
                case SQLITE -> execute(connection, "pragma query_only = true");
                case POSTGRESQL -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    connection.setReadOnly(true);
                }
            }
            connection.setAutoCommit(false);
            // the first statement fixes the moment
            String schema = SchemaVersion.of(connection);
            return new JdbcSnapshot(engine, connection, schema, StoredTables.archived(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public List<String> tables() {
        return tables.stream().map(StoredTable::name).toList();
    }

    @Override
    public long write(String name, OutputStream out) {
        StoredTable table = named(tables, name);
        try (Statement statement =
                connection.createStatement(
                        ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(fetchSize(table));
            try (ResultSet rows = statement.executeQuery(table.select(engine))) {
                return JsonRows.write(table, rows, out);
            }
        } catch (SQLException e) {
            throw new TablesUnavailable("The table " + name + " could not be read", e);
        }
    }

    static StoredTable named(List<StoredTable> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    /// SQLite steps from row to row; PostgreSQL's driver holds what it fetches at once.
    private int fetchSize(StoredTable table) throws SQLException {
        if (engine == Engine.SQLITE) {
            return 1;
        }
        try (Statement statement = connection.createStatement();
                ResultSet widest = statement.executeQuery(table.widest())) {
            widest.next();
            return Math.clamp(FETCH_BYTES / (widest.getLong(1) + 100), 1, MOST_ROWS);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new TablesUnavailable("A snapshot could not end", e);
        }
    }
}
