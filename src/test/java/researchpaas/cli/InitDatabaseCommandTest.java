package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;
import researchpaas.cli.Program.Ended;
import researchpaas.document.jdbc.TestLibrary;

class InitDatabaseCommandTest {
    @TempDir Path folder;

    /// Production refuses to serve without sign-in; its database can be made ready all the same.
    @Test
    void makesTheTablesOnceAndSaysWhatItFound() throws Exception {
        String url = TestPostgres.emptyDatabase();

        Ended first = program(url).run("init-production-db");
        assertThat(first.err() + first.out()).contains("tables           changed");
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("connection       ok")
                .contains("UTF8")
                .contains("administrators   changed  head@example.ac.jp: added")
                .doesNotContain("postgres:postgres@");

        Ended second = program(url).run("init-production-db");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("tables           ok").doesNotContain("changed");
        assertThat(second.out()).contains("administrators   ok       head@example.ac.jp: already");
    }

    @Test
    void keepsWhoIsNoLongerListedAndRaisesWhoHadAnotherRole() throws Exception {
        String url = TestPostgres.emptyDatabase();
        assertThat(program(url).run("init-production-db").code()).isZero();
        try (TestLibrary library = TestLibrary.postgres(folder, url)) {
            library.sql()
                    .sql(
                            """
                            insert into accounts (address, role, suspended, created_at, updated_at)
                            values ('deputy@example.ac.jp', 'FACULTY', true, 1, 1)
                            """)
                    .update();
        }

        Ended ended =
                program(url).with("ADMIN_USERS", "Deputy@example.ac.jp").run("init-production-db");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("changed  deputy@example.ac.jp: was there as faculty")
                .contains("note     deputy@example.ac.jp is suspended and stays so")
                .contains("ok       head@example.ac.jp: already there, not in ADMIN_USERS")
                .doesNotContain("Nobody");
    }

    @Test
    void saysThatNobodyWouldAdminister() throws Exception {
        Program onSqlite = new Program(folder, folder);

        Ended none = onSqlite.run("init-production-db");
        assertThat(none.code()).isZero();
        assertThat(none.out()).contains("administrators   note     Nobody will be able");

        Ended named = onSqlite.with("ADMIN_USERS", "head@example.ac.jp").run("init-production-db");
        assertThat(named.code()).isZero();
        assertThat(named.out())
                .contains("changed  head@example.ac.jp: added")
                .doesNotContain("Nobody");
    }

    @Test
    void saysInOneLineWhatIsToBeMended() throws Exception {
        Ended ended =
                program(TestPostgres.url("postgres", "hidden-word", "no_such_database"))
                        .run("init-production-db");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("FAILED").contains("no database of this name");
        assertThat(ended.out() + ended.err())
                .doesNotContain("hidden-word")
                .doesNotContain("Exception");
    }

    @Test
    void refusesAdministratorsThatAreNoAddresses() throws Exception {
        String url = TestPostgres.emptyDatabase();
        Ended ended =
                program(url)
                        .with("ADMIN_USERS", "head@example.ac.jp, somebody")
                        .run("init-production-db");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("no mail address: somebody");
        try (TestLibrary library = TestLibrary.postgres(folder, url)) {
            assertThat(
                            library.sql()
                                    .sql("select count(*) from accounts")
                                    .query(Long.class)
                                    .single())
                    .isZero();
        }
    }

    private Program program(String url) {
        return new Program(folder, folder)
                .with("PAAS_ENVIRONMENT", "production")
                .with("ADMIN_USERS", "head@example.ac.jp")
                .with("DATABASE_URL", url);
    }
}
