package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;
import researchpaas.cli.Program.Ended;

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
                .contains("head@example.ac.jp")
                .doesNotContain("postgres:postgres@");

        Ended second = program(url).run("init-production-db");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("tables           ok").doesNotContain("changed");
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
        Ended ended =
                program(TestPostgres.emptyDatabase())
                        .with("ADMIN_USERS", "head@example.ac.jp, somebody")
                        .run("init-production-db");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("no mail address: somebody");
    }

    private Program program(String url) {
        return new Program(folder, folder)
                .with("PAAS_ENVIRONMENT", "production")
                .with("ADMIN_USERS", "head@example.ac.jp")
                .with("DATABASE_URL", url);
    }
}
