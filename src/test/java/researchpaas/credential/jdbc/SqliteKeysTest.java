package researchpaas.credential.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class SqliteKeysTest extends OnLibrary implements StoredKeys {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
