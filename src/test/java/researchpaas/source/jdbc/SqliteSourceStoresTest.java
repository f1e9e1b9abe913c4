package researchpaas.source.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class SqliteSourceStoresTest extends JdbcSourceStoresContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
