package researchpaas.search.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.FallbackSearch;
import researchpaas.search.FallbackSearchContract;

class PostgresFallbackSearchTest implements FallbackSearchContract {
    private TestLibrary library;

    @BeforeEach
    void open(@TempDir Path home) {
        library = TestLibrary.postgres(home);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Override
    public TestLibrary library() {
        return library;
    }

    @Override
    public FallbackSearch search() {
        return library.transactional(
                FallbackSearch.class, new JdbcFallbackSearch(library.sql(), library.access()));
    }
}
