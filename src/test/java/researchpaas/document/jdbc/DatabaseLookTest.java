package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;
import researchpaas.checkup.SettingsOf;
import researchpaas.document.DatabaseSetup.Kind;
import researchpaas.document.DatabaseSetup.Outcome;
import researchpaas.document.DatabaseSetup.Report;

/// What can be told of a database without touching it.
class DatabaseLookTest {
    @TempDir Path home;

    @Test
    void makesNothingWhereNothingIs() throws IOException {
        Path absent = home.resolve("absent");

        assertThat(schema(look(absent, Map.of()))).isEqualTo(Outcome.NOTE);
        assertThat(absent).doesNotExist();
    }

    @Test
    void readsTheVersionBesideAServerAndAfterIt() {
        try (TestLibrary library = TestLibrary.sqlite(home)) {
            assertThat(library).isNotNull();
            assertThat(schema(look(home, Map.of()))).isEqualTo(Outcome.FINE);
        }
        assertThat(home.resolve("library.db-wal")).doesNotExist();
        assertThat(schema(look(home, Map.of()))).isEqualTo(Outcome.FINE);
        assertThat(home.resolve("library.db-wal")).doesNotExist();
        assertThat(home.resolve("library.db-shm")).doesNotExist();
    }

    @Test
    void refusesALaterVersionAndAForeignFile() throws Exception {
        TestLibrary.sqlite(home).close();
        execute(
                home.resolve("library.db"),
                "update flyway_schema_history set version = '9000' where installed_rank = (select max(installed_rank) from flyway_schema_history)");
        assertThat(look(home, Map.of()).succeeded()).isFalse();

        Path foreign = home.resolve("foreign.db");
        execute(foreign, "create table datasets (id integer primary key)");
        byte[] before = Files.readAllBytes(foreign);
        assertThat(look(home, Map.of("DATABASE_PATH", foreign.toString())).succeeded()).isFalse();
        assertThat(Files.readAllBytes(foreign)).isEqualTo(before);
    }

    @Test
    void looksAtAServerWithoutMakingTables() throws SQLException {
        String url = TestPostgres.emptyDatabase();

        Report report = look(home.resolve("absent"), Map.of("DATABASE_URL", url));

        assertThat(schema(report)).isEqualTo(Outcome.NOTE);
        assertThat(report.steps()).anyMatch(step -> step.kind() == Kind.SERVER_VERSION);
        assertThat(home.resolve("absent")).doesNotExist();
    }

    @Test
    void tellsOfAServerThatIsNotThereAndKeepsThePassword() {
        Report report =
                look(
                        home,
                        Map.of(
                                "DATABASE_URL", "postgresql://library:geheim@127.0.0.1:1/library",
                                "RESEARCHPAAS_DATABASE_STARTPATIENCE", "0s"));

        assertThat(report.succeeded()).isFalse();
        assertThat(report.toString()).doesNotContain("geheim");
    }

    private static Report look(Path home, Map<String, String> variables) {
        return new JdbcDatabaseSetup(
                        home,
                        SettingsOf.bound(
                                variables, "research-paas.database", DatabaseSettings.class))
                .look();
    }

    private static Outcome schema(Report report) {
        return report.steps().stream()
                .filter(step -> step.kind() == Kind.SCHEMA)
                .findFirst()
                .orElseThrow(() -> new AssertionError(report))
                .outcome();
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
