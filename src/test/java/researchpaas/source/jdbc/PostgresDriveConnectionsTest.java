package researchpaas.source.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class PostgresDriveConnectionsTest extends JdbcDriveConnectionsContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
