package researchpaas.credential.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class SqliteTokensTest extends OnLibrary implements StoredTokens {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
