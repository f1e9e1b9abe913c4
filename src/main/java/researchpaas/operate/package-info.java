/// What an operator asks: is it healthy, how good is search, does everything agree.
///
/// Reads every feature's root; changes nothing of its own, but for what [Reconcile] mends on
/// request. Start at [CheckHealth]. Not here: the HTTP shapes of the answers (`api`).
@NullMarked
@ApplicationModule(allowedDependencies = {"document", "account", "search", "ingest", "describe"})
package researchpaas.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
