/// Passwords of outside services, which the library must know and nobody may read: kept encrypted
/// with a key from the environment.
///
/// Imports the JDK and `audit`; what `doctor` looks at also `document`. Start at [Secrets]. Not
/// here: API keys and tokens that the library itself gives out, of which it keeps hashes
/// (`credential`).
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "checkup", "document"})
package researchpaas.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
