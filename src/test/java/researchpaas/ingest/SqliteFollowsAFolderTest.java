package researchpaas.ingest;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class SqliteFollowsAFolderTest extends FollowsAFolderContract {
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("research-paas.database.url", () -> "");
        registry.add(
                "research-paas.database.path", () -> folder.resolve("home/library.db").toString());
    }
}
