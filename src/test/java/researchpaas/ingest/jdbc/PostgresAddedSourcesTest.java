package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class PostgresAddedSourcesTest extends JdbcAddedSourcesContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
