package researchpaas.document.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The last migration that a database has taken.
final class SchemaVersion {
    private SchemaVersion() {}

    static String of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select version from flyway_schema_history
                                where success and version is not null
                                order by installed_rank desc limit 1
                                """)) {
            return row.next() ? row.getString(1) : "0";
        }
    }
}
