package researchpaas.audit;

/// The same record as [AuditLog], for what a command does by itself beside a running server: over
/// connections that need no lock, and in no transaction of the caller's.
public interface AuditBeside {
    void record(AuditEvent event);
}
