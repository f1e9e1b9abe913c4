package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.sqlite.SQLiteErrorCode;

/// The schema's numbered steps, one text for both databases; placeholders stand for the little that
/// differs.
final class Migrations {
    private static final Map<String, String> SQLITE =
            Map.of("id", "integer primary key autoincrement");

    private Migrations() {}

    static FluentConfiguration configure(FluentConfiguration flyway) {
        return flyway.locations("classpath:db/migration").placeholders(SQLITE);
    }

    /// @throws CannotOpenLibrary when the file was made by a version with other steps, or is
    ///   damaged
    static void run(Flyway flyway, Path file) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new CannotOpenLibrary(CannotOpenLibrary.Cause.OTHER_VERSION, file);
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException broken && isDamage(broken)) {
                    throw new CannotOpenLibrary(CannotOpenLibrary.Cause.DAMAGED_DATABASE, file);
                }
            }
            throw e;
        }
    }

    static boolean isDamage(SQLException e) {
        int code = e.getErrorCode() & 0xFF;
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    static void run(javax.sql.DataSource dataSource) {
        configure(Flyway.configure()).dataSource(dataSource).load().migrate();
    }
}
