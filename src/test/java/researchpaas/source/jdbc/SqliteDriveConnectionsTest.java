package researchpaas.source.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class SqliteDriveConnectionsTest extends JdbcDriveConnectionsContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
