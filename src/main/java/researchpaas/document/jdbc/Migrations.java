package researchpaas.document.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import researchpaas.document.Database.Trouble;
import researchpaas.document.jdbc.CannotOpenLibrary.Cause;

/// The schema's numbered steps, one text for both databases; placeholders stand for the little that
/// differs.
final class Migrations {
    private Migrations() {}

    /// A step that this version does not know is a step too many: Flyway would go on with it.
    static void configure(FluentConfiguration flyway, OpenDatabase database) {
        database.configure(flyway);
        flyway.ignoreMigrationPatterns(new String[0]);
    }

    static void run(OpenDatabase database) {
        FluentConfiguration flyway = Flyway.configure();
        configure(flyway, database);
        run(flyway.load(), database);
    }

    /// Only the steps up to that one; a database that has taken later ones stays as it is.
    static void runTo(String version, OpenDatabase database) {
        FluentConfiguration flyway = Flyway.configure();
        configure(flyway, database);
        run(flyway.target(version).load(), database);
    }

    /// @return how many steps were taken
    /// @throws CannotOpenLibrary when the database was made by a version with other steps, belongs
    ///   to another program, or cannot be used
    static int run(Flyway flyway, OpenDatabase database) {
        try {
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new CannotOpenLibrary(
                    isNewer(flyway) ? Cause.NEWER_VERSION : Cause.OTHER_VERSION, database.place());
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new CannotOpenLibrary(Cause.FOREIGN_SCHEMA, database.place());
            }
            throw trouble(e, database).orElseThrow(() -> e);
        }
    }

    private static boolean isNewer(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .anyMatch(step -> step.getState() == MigrationState.FUTURE_SUCCESS);
    }

    private static Optional<CannotOpenLibrary> trouble(FlywayException e, OpenDatabase database) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException broken) {
                Optional<Trouble> trouble = database.classify(broken);
                if (trouble.isPresent()) {
                    return trouble.map(t -> cannotOpen(t, database));
                }
            }
        }
        return Optional.empty();
    }

    private static CannotOpenLibrary cannotOpen(Trouble trouble, OpenDatabase database) {
        return trouble == Trouble.DAMAGED
                ? new CannotOpenLibrary(Cause.DAMAGED_DATABASE, database.place())
                : CannotOpenLibrary.because(trouble, database.place());
    }
}
