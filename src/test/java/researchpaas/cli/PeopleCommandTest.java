package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.cli.Program.Ended;

/// What the operator does about people and stored passwords.
class PeopleCommandTest {
    @TempDir Path folder;

    @Test
    void listsPeopleAndChangesWhatTheyMayDo() throws Exception {
        Program program =
                new Program(folder, folder)
                        .with("ADMIN_USERS", "head@example.ac.jp,deputy@example.ac.jp");

        Process server = program.serve();
        try {
            Ended suspended = program.run("people", "suspend", "Deputy@example.ac.jp");
            assertThat(suspended.code()).as(suspended.err()).isZero();
            assertThat(suspended.out())
                    .contains("deputy@example.ac.jp", "administrator, SUSPENDED, never signed in");

            Ended last = program.run("people", "role", "head@example.ac.jp", "guest");
            assertThat(last.code()).isEqualTo(1);
            assertThat(last.out()).isEmpty();
            assertThat(last.err()).contains("last administrator").doesNotContain("Exception");

            Ended released = program.run("people", "release", "deputy@example.ac.jp");
            assertThat(released.code()).as(released.err()).isZero();

            Ended listed = program.run("people", "list", "--json");
            assertThat(listed.out())
                    .startsWith("[")
                    .contains("head@example.ac.jp", "address.invalid", "\"suspended\" : true")
                    .doesNotContain("deputy@");
            assertThat(program.run("people", "resume", "deputy@example.ac.jp").err())
                    .contains("knows nobody with the address deputy@example.ac.jp");

            Ended models = program.run("models");
            assertThat(models.code()).as(models.err()).isZero();
            assertThat(models.out()).contains("No language model is set up", "Used in the last 30");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void rotatesStoredPasswordsOrSaysWhyNot() throws Exception {
        byte[] key = new byte[32];
        key[0] = 7;

        Ended without = new Program(folder, folder).run("secrets", "rotate");
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.err()).contains("openssl rand -base64 32");

        Ended rotated =
                new Program(folder, folder)
                        .with("SECRETS_KEY", Base64.getEncoder().encodeToString(key))
                        .run("secrets", "rotate", "--json");
        assertThat(rotated.code()).isZero();
        assertThat(rotated.out()).contains("\"rotated\" : 0");

        Ended unusable =
                new Program(folder, folder)
                        .with("SECRETS_KEY", "changeme")
                        .run("secrets", "rotate");
        assertThat(unusable.code()).isEqualTo(1);
        assertThat(unusable.err() + unusable.out())
                .contains("SECRETS_KEY must hold 32 random bytes")
                .doesNotContain("changeme");
    }
}
