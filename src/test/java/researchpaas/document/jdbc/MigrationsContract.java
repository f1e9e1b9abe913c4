package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Changes.Change;
import researchpaas.document.Document;
import researchpaas.document.DocumentKey;
import researchpaas.document.DocumentsContract;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;

/// The schema's steps on one database: whoever comes from an earlier version keeps everything.
interface MigrationsContract {
    /// Of a release; a database that has taken the step refuses another text under its number.
    Map<String, Integer> RELEASED = Map.of("1", -45416474);

    /// A new, empty database.
    OpenDatabase empty();

    @Test
    default void bringsEveryEarlierVersionForward() {
        for (MigrationVersion version : versions()) {
            try (OpenDatabase database = empty()) {
                flyway(database, version).migrate();
                rowsOfTheFirstVersion(JdbcClient.create(database.dataSource()));

                Migrations.run(database);

                checkRows(TestLibrary.on(database), version);
            }
        }
    }

    @Test
    default void changesNothingTheSecondTime() {
        try (OpenDatabase database = empty()) {
            assertThat(Migrations.run(flyway(database, MigrationVersion.LATEST), database))
                    .isEqualTo(versions().size());
            assertThat(Migrations.run(flyway(database, MigrationVersion.LATEST), database))
                    .isZero();
        }
    }

    @Test
    default void leavesReleasedStepsAsTheyAre() {
        try (OpenDatabase database = empty()) {
            for (MigrationInfo step : flyway(database, MigrationVersion.LATEST).info().all()) {
                Integer released = RELEASED.get(String.valueOf(step.getVersion()));
                if (released != null) {
                    assertThat(step.getChecksum()).as(step.getScript()).isEqualTo(released);
                }
            }
        }
    }

    @Test
    default void refusesADatabaseOfANewerVersion() {
        try (OpenDatabase database = empty()) {
            Migrations.run(database);
            JdbcClient.create(database.dataSource())
                    .sql(
                            """
                            insert into flyway_schema_history
                                (installed_rank, version, description, type, script, checksum, installed_by, execution_time,
                                 success)
                            values (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 1, 'x', 1, true)
                            """)
                    .update();

            assertThatThrownBy(() -> Migrations.run(database))
                    .isInstanceOfSatisfying(
                            CannotOpenLibrary.class,
                            refused ->
                                    assertThat(refused.description(Locale.ENGLISH))
                                            .contains("newer version")
                                            .contains("not changed"));
        }
    }

    private List<MigrationVersion> versions() {
        try (OpenDatabase database = empty()) {
            return Arrays.stream(flyway(database, MigrationVersion.LATEST).info().all())
                    .map(MigrationInfo::getVersion)
                    .toList();
        }
    }

    private static Flyway flyway(OpenDatabase database, MigrationVersion target) {
        FluentConfiguration flyway = Flyway.configure();
        Migrations.configure(flyway, database);
        return flyway.target(target).load();
    }

    /// As the first version wrote them, by its columns only.
    private static void rowsOfTheFirstVersion(JdbcClient sql) {
        for (String statement :
                List.of(
                        "insert into sources (id, name, created_at) values (1, 'folder:library', 10)",
                        "insert into access_sets (id, principals) values (1, 'anyone')",
                        "insert into access_grants (principal, access_set) values ('anyone', 1)",
                        """
                        insert into files (id, source_id, path, size, modified_at, access_set, state, sha256, attempts,
                                           reader_version, gone, created_at, updated_at)
                        values (7, 1, 'papers/蛾.pdf', 1000, 20, 1, 'PUBLISHED', 'abc', 0, 'reader-1', false, 30, 40)
                        """,
                        """
                        insert into files (id, source_id, path, size, modified_at, access_set, state, reason,
                                           reason_details, attempts, next_try, gone, created_at, updated_at)
                        values (8, 1, 'papers/broken.pdf', 5, 20, 1, 'FAILED', 'UNREADABLE', '[]', 2, 99, true, 30, 40)
                        """,
                        "update change_sequence set last = 3",
                        "insert into document_numbers (category, last) values ('paper', 5)",
                        """
                        insert into documents (id, category, number, origin, change)
                        values (4, 'paper', 5, 'file:7', 3)
                        """,
                        """
                        insert into published_files
                            (file_id, document_id, sha256, reader_version, media_type, pages, passages, published_at,
                             title, authors, summary, keywords, year, language, created_at)
                        values (7, 4, 'abc', 'reader-1', 'application/pdf', 1, 1, 50, '夜の蛾', '["岡田"]', 'Moths.', '[]',
                                2025, 'ja', 60)
                        """,
                        """
                        insert into passages
                            (id, file_id, ordinal, text, heading, first_page, last_page, start_at, end_at, language, hash)
                        values (9, 7, 0, '灯りに蛾が集まる。', '序', 1, 1, 0, 9, 'ja', 'h1')
                        """,
                        """
                        insert into jobs (id, source, state, planned, unchanged, created_at, ended_at)
                        values (2, 'folder:library', 'DONE', 2, 1, 70, 80)
                        """,
                        "insert into job_files (job_id, path, outcome) values (2, 'papers/蛾.pdf', 'PUBLISHED')")) {
            sql.sql(statement).update();
        }
        sql.sql("insert into vectors (hash, model, vector, created_at) values ('h1', 'm', :v, 1)")
                .param("v", Float32.bytes(new float[] {0.6f, 0.8f}))
                .update();
        sql.sql(
                        """
                        insert into pages (file_id, number, text, width, height, layout)
                        values (7, 1, '灯りに蛾が集まる。', 595, 842, :layout)
                        """)
                .param("layout", PageLayout.bytes(List.of()))
                .update();
    }

    private static void checkRows(TestLibrary library, MigrationVersion from) {
        DocumentKey key = new DocumentKey(Category.PAPER, 5);
        Document document = library.documents().find(key, Reader.local()).orElseThrow();
        assertThat(document.title()).as("from %s", from).isEqualTo("夜の蛾");
        assertThat(document.authors()).containsExactly("岡田");
        assertThat(document.year()).isEqualTo(2025);
        assertThat(library.documents().page(new FileId(7), 1, Reader.local()))
                .hasValueSatisfying(page -> assertThat(page.text()).startsWith("灯りに"));
        assertThat(library.documents().passages(List.of(new PassageId(9)), Reader.local()))
                .singleElement()
                .satisfies(passage -> assertThat(passage.heading()).isEqualTo("序"));
        assertThat(library.changes().after(0, 10, "m"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Present.class,
                        change -> {
                            assertThat(change.number()).isEqualTo(3);
                            assertThat(change.files().getFirst().passages().getFirst().vector())
                                    .containsExactly(0.6f, 0.8f);
                        });
        assertThat(library.sql().sql("select count(*) from files").query(Long.class).single())
                .isEqualTo(2);
        assertThat(library.sql().sql("select count(*) from jobs").query(Long.class).single())
                .isEqualTo(1);
        // and it goes on from there
        library.continueIds();
        FileId next =
                library.file("papers/next.pdf", library.access().idOf(Set.of(Principal.ANYONE)));
        assertThat(library.publication().publish(DocumentsContract.content(next, "n", "Text.")))
                .isEqualTo(new DocumentKey(Category.PAPER, 6));
        assertThat(library.changes().last()).isEqualTo(4);
    }
}
