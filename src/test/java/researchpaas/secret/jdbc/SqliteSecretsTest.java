package researchpaas.secret.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class SqliteSecretsTest extends OnLibrary implements StoredSecrets {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
