package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class SqliteJobsTest extends JdbcJobsContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
