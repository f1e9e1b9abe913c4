/// What happened that somebody may ask about later: who signed in, who was refused, who changed
/// what.
///
/// Imports the JDK and SLF4J's request id only. Start at [AuditEvent], then [AuditLog]. Not here:
/// what is worth recording (the use cases that do it), texts, titles and questions (never
/// recorded).
@NullMarked
@ApplicationModule(allowedDependencies = {})
package researchpaas.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
