package researchpaas.document.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import researchpaas.document.Database.Trouble;
import researchpaas.document.DatabaseSetup.Kind;
import researchpaas.document.DatabaseSetup.Outcome;
import researchpaas.document.DatabaseSetup.Step;
import researchpaas.document.jdbc.CannotOpenLibrary.Cause;

/// The schema's version beside the program's, read without a lock and without a trace.
final class SchemaLook {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern STEP = Pattern.compile("V(\\d+)__.*\\.sql");

    private SchemaLook() {}

    /// @throws CannotOpenLibrary when the database is of a later version, or cannot be read
    static Step at(Path home, DatabaseSettings settings) {
        int newest = newest(settings.isPostgres());
        int found =
                settings.isPostgres()
                        ? ofServer(PostgresUrl.parse(String.valueOf(settings.url())))
                        : ofFile(settings.file(home).toAbsolutePath().normalize());
        if (found > newest) {
            String place =
                    settings.isPostgres()
                            ? PostgresUrl.parse(String.valueOf(settings.url())).place()
                            : settings.file(home).toString();
            throw new CannotOpenLibrary(Cause.NEWER_VERSION, place);
        }
        return found == newest
                ? new Step(Kind.SCHEMA, Outcome.FINE, "V" + found)
                : new Step(
                        Kind.SCHEMA,
                        Outcome.NOTE,
                        (found == 0 ? "–" : "V" + found) + " → V" + newest);
    }

    private static int ofServer(PostgresUrl url) {
        try (Connection connection =
                PostgresLibrary.driver(url, PATIENCE, PATIENCE).getConnection()) {
            return PostgresServer.ask(url, PATIENCE).prepared() ? version(connection) : 0;
        } catch (SQLException e) {
            throw CannotOpenLibrary.because(
                    PostgresErrors.classify(e).orElse(Trouble.UNREACHABLE), url.place());
        }
    }

    private static int ofFile(Path file) {
        Optional<String> url = url(file);
        if (url.isEmpty()) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection(url.get())) {
            return version(connection);
        } catch (SQLException e) {
            if (SqliteErrors.isDamage(e)) {
                throw new CannotOpenLibrary(Cause.DAMAGED_DATABASE, file);
            }
            // made, and nothing in it yet
            return 0;
        }
    }

    /// Beside a writer its log must be read too; without one not even a lock is left.
    private static Optional<String> url(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        boolean open = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        return Optional.of("jdbc:sqlite:" + file.toUri() + (open ? "?mode=ro" : "?immutable=1"));
    }

    private static int version(Connection connection) throws SQLException {
        return Integer.parseInt(SchemaVersion.of(connection));
    }

    private static int newest(boolean postgres) {
        return Stream.of("db/migration", "db/vendor/postgresql")
                .filter(folder -> postgres || folder.equals("db/migration"))
                .flatMap(SchemaLook::steps)
                .map(step -> STEP.matcher(String.valueOf(step.getFilename())))
                .filter(Matcher::matches)
                .mapToInt(step -> Integer.parseInt(step.group(1)))
                .max()
                .orElse(0);
    }

    private static Stream<Resource> steps(String folder) {
        try {
            return Stream.of(
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:" + folder + "/*.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
