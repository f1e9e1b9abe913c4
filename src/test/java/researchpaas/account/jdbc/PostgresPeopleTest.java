package researchpaas.account.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class PostgresPeopleTest extends OnLibrary implements StoredPeople {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.postgres(home);
    }
}
