package researchpaas.search.qdrant;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// On the server whose gRPC address `QDRANT_TEST_URL` is (`http://localhost:6334`), with the key
/// `QDRANT_TEST_KEY` if it wants one.
@EnabledIfEnvironmentVariable(
        named = "QDRANT_TEST_URL",
        matches = ".+",
        disabledReason =
                "the contract on a Qdrant server: set QDRANT_TEST_URL to the address of its gRPC"
                        + " door")
class QdrantServerTest extends OnAServer {
    @Override
    String url() {
        return System.getenv("QDRANT_TEST_URL");
    }

    @Override
    String key() {
        return System.getenv().getOrDefault("QDRANT_TEST_KEY", "");
    }
}
