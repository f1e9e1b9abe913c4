package researchpaas.audit.jdbc;

import java.time.Duration;
import java.time.Instant;
import researchpaas.audit.AuditLog;
import researchpaas.audit.AuditLogContract;
import researchpaas.document.jdbc.TestLibrary;

interface StoredAuditLog extends AuditLogContract {
    TestLibrary library();

    @Override
    default AuditLog log() {
        return TestAudit.in(library());
    }

    @Override
    default Instant now() {
        return library().now();
    }

    @Override
    default void pass(Duration time) {
        library().pass(time);
    }

    @Override
    default void inOneTransaction(Runnable work) {
        library().transactional(Work.class, new Work()).run(work);
    }
}
