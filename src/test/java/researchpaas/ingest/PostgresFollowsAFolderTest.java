package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.TestPostgres;

class PostgresFollowsAFolderTest extends FollowsAFolderContract {
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        String url = TestPostgres.emptyDatabase();
        registry.add("research-paas.database.url", () -> url);
    }

    /// Else the whole flow would have run on the other database.
    @Test
    void keepsNoFileOfItsOwn() {
        assertThat(folder.resolve("home")).isDirectory();
        assertThat(folder.resolve("home/library.db")).doesNotExist();
    }
}
