package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import researchpaas.document.DatabaseSetup;

/// Opens the database by itself, so that a database that cannot be used is a line of the report.
@Component
@Lazy
class JdbcDatabaseSetup implements DatabaseSetup {
    private final Path home;
    private final DatabaseSettings settings;

    JdbcDatabaseSetup(@Value("${research-paas.home:./var}") Path home, DatabaseSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public Report prepare() {
        List<Step> steps = new ArrayList<>();
        String place = settings.file(home).toString();
        Kind at = Kind.CONNECTION;
        try {
            if (settings.isPostgres()) {
                PostgresUrl url = PostgresUrl.parse(String.valueOf(settings.url()));
                place = url.place();
                look(url, steps);
            }
            try (OpenDatabase database = OpenDatabase.open(home, settings)) {
                if (!settings.isPostgres()) {
                    steps.add(new Step(Kind.CONNECTION, Outcome.FINE, "SQLite"));
                }
                at = Kind.SCHEMA;
                steps.add(migrate(database));
            }
        } catch (CannotOpenLibrary e) {
            steps.add(new Step(steps.isEmpty() ? Kind.CONNECTION : at, Outcome.FAILED, words(e)));
        }
        return new Report(place, steps);
    }

    @Override
    public Report look() {
        List<Step> steps = new ArrayList<>();
        String place = settings.file(home).toString();
        try {
            if (settings.isPostgres()) {
                PostgresUrl url = PostgresUrl.parse(String.valueOf(settings.url()));
                place = url.place();
                look(url, steps);
            } else {
                DatabaseFile.refuseForeign(settings.file(home).toAbsolutePath().normalize());
                steps.add(new Step(Kind.CONNECTION, Outcome.FINE, "SQLite"));
            }
            steps.add(SchemaLook.at(home, settings));
        } catch (CannotOpenLibrary e) {
            steps.add(
                    new Step(
                            steps.isEmpty() ? Kind.CONNECTION : Kind.SCHEMA,
                            Outcome.FAILED,
                            words(e)));
        }
        return new Report(place, steps);
    }

    /// What `open` would refuse without saying what else there is.
    private void look(PostgresUrl url, List<Step> steps) {
        PostgresServer server = PostgresServer.await(url, settings);
        steps.add(new Step(Kind.CONNECTION, Outcome.FINE, encryption(url)));
        steps.add(new Step(Kind.SERVER_VERSION, Outcome.FINE, server.versionName()));
        steps.add(new Step(Kind.ENCODING, Outcome.FINE, server.encoding()));
        // times are stored as UTC milliseconds, so the server's zone changes nothing
        steps.add(new Step(Kind.TIME_ZONE, Outcome.FINE, server.timeZone()));
        steps.add(
                new Step(
                        Kind.RIGHTS,
                        server.mayCreate() ? Outcome.FINE : Outcome.NOTE,
                        url.user() + " @ " + server.schema()));
    }

    private static String encryption(PostgresUrl url) {
        try {
            return PostgresServer.encryption(url);
        } catch (SQLException e) {
            throw CannotOpenLibrary.because(
                    PostgresErrors.classify(e)
                            .orElse(researchpaas.document.Database.Trouble.UNREACHABLE),
                    url.place());
        }
    }

    private static Step migrate(OpenDatabase database) {
        FluentConfiguration configuration = Flyway.configure();
        Migrations.configure(configuration, database);
        Flyway flyway = configuration.load();
        int taken = Migrations.run(flyway, database);
        String version = String.valueOf(flyway.info().current().getVersion());
        return new Step(
                Kind.SCHEMA,
                taken == 0 ? Outcome.FINE : Outcome.DONE,
                "V" + version + (taken == 0 ? "" : " (+" + taken + ")"));
    }

    private static String words(CannotOpenLibrary e) {
        Locale locale = Locale.getDefault();
        return e.description(locale) + " " + e.advice(locale);
    }
}
