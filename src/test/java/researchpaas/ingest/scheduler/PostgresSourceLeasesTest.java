package researchpaas.ingest.scheduler;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class PostgresSourceLeasesTest extends SourceLeasesContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
