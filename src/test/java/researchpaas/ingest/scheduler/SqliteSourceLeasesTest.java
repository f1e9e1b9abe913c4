package researchpaas.ingest.scheduler;

import java.nio.file.Path;
import researchpaas.document.jdbc.TestLibrary;

class SqliteSourceLeasesTest extends SourceLeasesContract {
    @Override
    TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
