package researchpaas.document.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import researchpaas.document.Database.Engine;

/// A table as the schema declares it.
///
/// @param key the primary key's columns, in its order
record StoredTable(String name, List<Column> columns, List<String> key) {
    StoredTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    record Column(String name, Kind kind) {}

    /// What a value is, whatever each database calls it.
    enum Kind {
        INTEGER,
        REAL,
        BOOLEAN,
        TEXT,
        BYTES;

        static Kind of(String declared) {
            return switch (declared.toLowerCase(Locale.ROOT).replaceAll("[ (].*", "")) {
                case "bigint",
                        "integer",
                        "int2",
                        "int4",
                        "int8",
                        "smallint",
                        "serial",
                        "bigserial" ->
                        INTEGER;
                case "double", "float8", "real" -> REAL;
                case "boolean", "bool" -> BOOLEAN;
                case "varchar", "text" -> TEXT;
                case "bytea", "blob" -> BYTES;
                default ->
                        throw new IllegalStateException(
                                "No archive knows columns of the type " + declared);
            };
        }
    }

    /// In the order of the key, texts by their bytes: the one order on which both databases agree.
    String select(Engine engine) {
        String order =
                key.stream()
                        .map(column -> column + collation(column, engine))
                        .collect(Collectors.joining(", "));
        return "select " + names() + " from " + name + " order by " + order;
    }

    private String collation(String column, Engine engine) {
        boolean text =
                columns.stream().anyMatch(c -> c.name().equals(column) && c.kind() == Kind.TEXT);
        return switch (engine) {
            case SQLITE -> "";
            case POSTGRESQL -> text ? " collate \"C\"" : "";
        };
    }

    String insert() {
        return "insert into %s (%s) values (%s)"
                .formatted(
                        name,
                        names(),
                        columns.stream().map(_ -> "?").collect(Collectors.joining(", ")));
    }

    /// The bytes of the widest row's long values; without looking into them.
    String widest() {
        String width =
                columns.stream()
                        .filter(column -> column.kind() == Kind.TEXT || column.kind() == Kind.BYTES)
                        .map(column -> "coalesce(octet_length(" + column.name() + "), 0)")
                        .collect(Collectors.joining(" + "));
        return "select coalesce(max(" + (width.isEmpty() ? "0" : width) + "), 0) from " + name;
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
