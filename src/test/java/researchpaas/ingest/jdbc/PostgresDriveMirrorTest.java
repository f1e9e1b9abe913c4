package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class PostgresDriveMirrorTest extends JdbcDriveMirrorContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
