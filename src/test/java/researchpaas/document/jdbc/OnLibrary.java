package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests about people on one library, whose tables of people are emptied before each: opening and
/// closing a database takes longer than any of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OnLibrary {
    private TestLibrary library;

    protected abstract TestLibrary library(Path home);

    public TestLibrary library() {
        return library;
    }

    @BeforeAll
    void open(@TempDir Path home) {
        library = library(home);
    }

    @AfterAll
    void close() {
        library.close();
    }

    @BeforeEach
    void empty() {
        for (String table :
                List.of(
                        "audit_entries",
                        "refresh_tokens",
                        "token_families",
                        "api_keys",
                        "conversations",
                        "accounts",
                        "secrets",
                        "index_cursors")) {
            library.sql().sql("delete from " + table).update();
        }
    }
}
