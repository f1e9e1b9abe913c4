package researchpaas.takeover.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import researchpaas.takeover.EarlierRow;
import researchpaas.takeover.EarlierSystem.Opened;
import researchpaas.takeover.EarlierSystem.Table;
import researchpaas.takeover.EarlierSystem.Trouble;
import researchpaas.takeover.EarlierSystem.Unusable;

final class OpenedDatabase implements Opened {
    private final Connection connection;

    OpenedDatabase(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (String name :
                texts(
                        """
                        select name from sqlite_master
                        where type = 'table' and substr(name, 1, 7) <> 'sqlite_' order by name
                        """)) {
            tables.add(
                    new Table(
                            name,
                            texts("select name from pragma_table_info(" + text(name) + ")"),
                            Long.parseLong(
                                    texts("select count(*) from " + quoted(name)).getFirst()),
                            lastId(name)));
        }
        return tables;
    }

    private long lastId(String table) {
        boolean counted =
                !texts("select name from sqlite_master where name = 'sqlite_sequence'").isEmpty();
        return counted
                ? texts("select seq from sqlite_sequence where name = " + text(table)).stream()
                        .filter(seq -> seq.matches("\\d{1,18}"))
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(0)
                : 0;
    }

    @Override
    public void rows(String table, int batch, Consumer<List<EarlierRow>> taker) {
        List<String> keys = keys(table);
        String order = keys.stream().map(OpenedDatabase::quoted).collect(Collectors.joining(", "));
        // of a view's or virtual table's row there is no number, but then there is a key
        String all =
                keys.equals(List.of("rowid"))
                        ? "select rowid as \"rowid\", * from "
                        : "select * from ";
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(all + quoted(table) + " order by " + order)) {
            RowReader reader = new RowReader(table, keys, row);
            List<EarlierRow> read = new ArrayList<>();
            while (row.next()) {
                read.add(reader.read());
                if (read.size() == batch) {
                    taker.accept(List.copyOf(read));
                    read.clear();
                }
            }
            if (!read.isEmpty()) {
                taker.accept(read);
            }
        } catch (SQLException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    /// The primary key's columns in their order; a table without one has its rows' numbers.
    private List<String> keys(String table) {
        List<String> keys =
                texts(
                        "select name from pragma_table_info("
                                + text(table)
                                + ") where pk > 0 order by pk");
        return keys.isEmpty() ? List.of("rowid") : keys;
    }

    private List<String> texts(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }
}
