package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class SqliteDriveMirrorTest extends JdbcDriveMirrorContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
