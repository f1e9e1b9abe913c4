package researchpaas.audit.jdbc;

import researchpaas.audit.AuditLog;
import researchpaas.document.jdbc.TestLibrary;

/// The audit log of a library that a test opened.
public final class TestAudit {
    private TestAudit() {}

    public static AuditLog in(TestLibrary library) {
        return library.transactional(
                AuditLog.class, new JdbcAuditLog(library.sql(), library.clock()));
    }
}
