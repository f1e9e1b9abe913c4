package researchpaas.search.qdrant;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import researchpaas.search.InMemoryIndexCursors;
import researchpaas.search.SearchEngine;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndexContract;

/// Against a server, whose gRPC address `QDRANT_TEST_URL` is (`http://localhost:6334`), with the
/// key `QDRANT_TEST_KEY`. What it makes there has a name of its own and goes again.
@EnabledIfEnvironmentVariable(
        named = "QDRANT_TEST_URL",
        matches = ".+",
        disabledReason =
                "NOT RUN: the contract against a real Qdrant server. Set QDRANT_TEST_URL to its gRPC"
                        + " address.")
class QdrantServerTest implements SearchIndexContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String own = "contract-" + UUID.randomUUID();
    private final InMemoryIndexCursors cursors = new InMemoryIndexCursors();
    private OpenIndex index;

    @BeforeEach
    void open() {
        index = engine(System.getenv("QDRANT_TEST_URL")).open(QdrantIndexes.MODEL);
    }

    private SearchEngine engine(String url) {
        String key = System.getenv().getOrDefault("QDRANT_TEST_KEY", "");
        return QdrantIndexes.over(QdrantIndexes.settings(url, key, own, PATIENCE), cursors);
    }

    @AfterEach
    void clear() {
        index.close();
        SearchEngine engine = engine(System.getenv("QDRANT_TEST_URL"));
        engine.held().forEach(engine::discard);
    }

    @Override
    public SearchIndex index() {
        return index;
    }

    @Override
    public SearchIndex reopened() {
        index.close();
        open();
        return index;
    }

    @Override
    public SearchIndex afterKill() {
        return reopened();
    }

    @Override
    public SearchIndex unreachable() {
        return engine("http://127.0.0.1:1").open(QdrantIndexes.MODEL);
    }
}
