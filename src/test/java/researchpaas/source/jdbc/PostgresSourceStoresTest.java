package researchpaas.source.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class PostgresSourceStoresTest extends JdbcSourceStoresContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
