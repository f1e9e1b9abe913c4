package researchpaas.document.jdbc;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The schema's numbered steps, one text for both databases; placeholders stand for the little that
/// differs.
final class Migrations {
    private static final Map<String, String> SQLITE =
            Map.of("id", "integer primary key autoincrement");

    private Migrations() {}

    static FluentConfiguration configure(FluentConfiguration flyway) {
        return flyway.locations("classpath:db/migration").placeholders(SQLITE);
    }

    static void run(javax.sql.DataSource dataSource) {
        configure(Flyway.configure()).dataSource(dataSource).load().migrate();
    }
}
