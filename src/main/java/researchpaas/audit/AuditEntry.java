package researchpaas.audit;

import java.time.Instant;

/// An event as the log holds it.
///
/// @param id greater for what was recorded later
public record AuditEntry(long id, Instant at, AuditEvent event) {}
