package researchpaas.search.qdrant;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import researchpaas.search.InMemoryIndexCursors;
import researchpaas.search.SearchEngine;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndexContract;

/// The contract on a Qdrant server of its own kind, over the network. What a test makes there has a
/// name of its own and goes again.
abstract class OnAServer implements SearchIndexContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String own = "contract-" + UUID.randomUUID();
    private final InMemoryIndexCursors cursors = new InMemoryIndexCursors();
    private OpenIndex index;

    /// Of its gRPC door.
    abstract String url();

    abstract String key();

    @BeforeEach
    void open() {
        index = engine(url()).open(QdrantIndexes.MODEL);
    }

    private SearchEngine engine(String url) {
        return QdrantIndexes.over(QdrantIndexes.settings(url, key(), own, PATIENCE), cursors);
    }

    @AfterEach
    void clear() {
        index.close();
        SearchEngine engine = engine(url());
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
