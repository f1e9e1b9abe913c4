package researchpaas.account.security.session;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.jdbc.TestLibrary;

class PostgresSessionsTest implements SessionsContract {
    @TempDir Path home;
    private TestLibrary library;

    @BeforeEach
    void open() {
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
}
