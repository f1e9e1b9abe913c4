package researchpaas.document.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import researchpaas.document.jdbc.StoredTable.Column;
import researchpaas.document.jdbc.StoredTable.Kind;

/// The tables of a database, told by the schema itself, so that a table of a later version is in
/// the archives without anybody's doing. A test asks about each new one.
final class StoredTables {
    /// Of one installation only: Flyway's, the scheduler's, what is at work now, the record of its
    /// backups, which search index serves and how it came to, and who is signed in there: whoever
    /// reads an archive, or restores an old one, lets nobody in again.
    static final Set<String> LEFT_OUT =
            Set.of(
                    "flyway_schema_history",
                    "scheduled_tasks",
                    "source_leases",
                    "backups",
                    "index_cursors",
                    "drive_consents",
                    "active_index",
                    "index_switch",
                    "sessions",
                    "sessions_attributes",
                    "rights_order",
                    "token_families",
                    "refresh_tokens");

    private StoredTables() {}

    /// Those that an archive holds, each after those that it refers to.
    static List<StoredTable> archived(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        Set<String> names = names(connection);
        names.removeAll(LEFT_OUT);
        Map<String, List<Column>> columns = columns(metadata, schema(connection), names);
        List<StoredTable> tables = new ArrayList<>();
        for (String name : sorted(metadata, schema(connection), names)) {
            tables.add(
                    new StoredTable(
                            name,
                            columns.getOrDefault(name, List.of()),
                            key(metadata, schema(connection), name)));
        }
        return tables;
    }

    /// All of ours, by name.
    static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet tables =
                connection
                        .getMetaData()
                        .getTables(null, schema(connection), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (!name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static @Nullable String schema(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        return schema == null || schema.isBlank() ? null : schema;
    }

    private static Map<String, List<Column>> columns(
            DatabaseMetaData metadata, @Nullable String schema, Set<String> names)
            throws SQLException {
        Map<String, TreeMap<Integer, Column>> found = new LinkedHashMap<>();
        try (ResultSet rows = metadata.getColumns(null, schema, "%", "%")) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME");
                if (names.contains(table)) {
                    Kind kind = Kind.of(rows.getString("TYPE_NAME"));
                    found.computeIfAbsent(table, _ -> new TreeMap<>())
                            .put(
                                    rows.getInt("ORDINAL_POSITION"),
                                    new Column(rows.getString("COLUMN_NAME"), kind));
                }
            }
        }
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        found.forEach((table, sorted) -> columns.put(table, List.copyOf(sorted.values())));
        return columns;
    }

    private static List<String> key(
            DatabaseMetaData metadata, @Nullable String schema, String table) throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = metadata.getPrimaryKeys(null, schema, table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        if (key.isEmpty()) {
            throw new IllegalStateException("The table " + table + " has no key to order it by");
        }
        return List.copyOf(key.values());
    }

    private static List<String> sorted(
            DatabaseMetaData metadata, @Nullable String schema, Set<String> names)
            throws SQLException {
        Map<String, Set<String>> waiting = new TreeMap<>();
        for (String name : names) {
            waiting.put(name, parents(metadata, schema, name));
        }
        List<String> sorted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<String> next =
                    waiting.entrySet().stream()
                            .filter(entry -> sorted.containsAll(entry.getValue()))
                            .map(Map.Entry::getKey)
                            .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException(
                        "Tables refer to each other in a circle: " + waiting.keySet());
            }
            sorted.addAll(next);
            next.forEach(waiting::remove);
        }
        return sorted;
    }

    private static Set<String> parents(
            DatabaseMetaData metadata, @Nullable String schema, String table) throws SQLException {
        Set<String> parents = new HashSet<>();
        try (ResultSet rows = metadata.getImportedKeys(null, schema, table)) {
            while (rows.next()) {
                parents.add(rows.getString("PKTABLE_NAME"));
            }
        }
        parents.remove(table);
        return parents;
    }
}
