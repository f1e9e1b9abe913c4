/// Whether the program is set up well: what each part looks at beside a server, for `research-paas
/// doctor`.
///
/// Imports the JDK; every feature may implement a [Check]. Start at [RunChecks], and at
/// [KnownSettings] for variables. Not here: how the running parts are (`operate`).
@NullMarked
@ApplicationModule(allowedDependencies = "outbound")
package researchpaas.checkup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
