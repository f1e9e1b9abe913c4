package researchpaas.search.qdrant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import researchpaas.search.InMemoryIndexCursors;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndexContract;

/// Against the double, as strict as Qdrant's own cloud.
class QdrantSearchIndexTest implements SearchIndexContract {
    private final FakeQdrant server = FakeQdrant.inProcess().strict();
    private final InMemoryIndexCursors cursors = new InMemoryIndexCursors();
    private OpenIndex index;

    @BeforeEach
    void open() {
        index = QdrantIndexes.on(server, cursors).open(QdrantIndexes.MODEL);
    }

    @AfterEach
    void close() {
        index.close();
        server.close();
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

    /// All that is known stands with the server and in the database.
    @Override
    public SearchIndex afterKill() {
        return reopened();
    }

    @Override
    public SearchIndex unreachable() {
        server.stop();
        return index;
    }
}
