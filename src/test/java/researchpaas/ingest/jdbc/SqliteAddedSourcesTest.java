package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class SqliteAddedSourcesTest extends JdbcAddedSourcesContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
