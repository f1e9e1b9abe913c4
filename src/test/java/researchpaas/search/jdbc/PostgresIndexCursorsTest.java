package researchpaas.search.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.IndexCursors;
import researchpaas.search.IndexCursorsContract;

class PostgresIndexCursorsTest extends OnLibrary implements IndexCursorsContract {
    private IndexCursors cursors;

    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }

    @BeforeEach
    void over() {
        cursors =
                library()
                        .transactional(
                                IndexCursors.class,
                                new JdbcIndexCursors(library().sql(), library().clock()));
    }

    @Override
    public IndexCursors cursors() {
        return cursors;
    }

    @Override
    public void pass(Duration time) {
        library().pass(time);
    }
}
