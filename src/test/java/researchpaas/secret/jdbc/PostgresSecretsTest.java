package researchpaas.secret.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class PostgresSecretsTest extends OnLibrary implements StoredSecrets {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
