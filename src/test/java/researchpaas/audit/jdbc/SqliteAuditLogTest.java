package researchpaas.audit.jdbc;

import java.nio.file.Path;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;

class SqliteAuditLogTest extends OnLibrary implements StoredAuditLog {
    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
