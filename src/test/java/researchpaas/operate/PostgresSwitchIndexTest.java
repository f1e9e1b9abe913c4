package researchpaas.operate;

import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import researchpaas.TestPostgres;
import researchpaas.doors.DoorsTest;
import researchpaas.search.qdrant.FakeQdrant;

@DoorsTest
@TestPropertySource(properties = {"doors.context=switch-postgres", "doors.dimension=64"})
class PostgresSwitchIndexTest extends MovesThereAndBack {
    private static final FakeQdrant SERVER = FakeQdrant.onSocket();
    private static final String DATABASE = TestPostgres.emptyDatabase();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("research-paas.database.url", () -> DATABASE);
        registry.add("research-paas.qdrant.host", () -> "127.0.0.1");
        registry.add("research-paas.qdrant.grpc-port", () -> SERVER.address().getPort());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }
}
