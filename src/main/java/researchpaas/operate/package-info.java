/// What an operator asks: is it healthy, how good is search.
///
/// Reads every feature's root; changes nothing of its own. Start at [CheckHealth]. Not here: the
/// HTTP shapes of the answers (`api`).
@NullMarked
@ApplicationModule(allowedDependencies = {"document", "account", "search", "ingest", "describe"})
package researchpaas.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
