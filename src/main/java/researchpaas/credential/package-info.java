/// What shows again and again who somebody is, after he has once signed in: sessions, tokens, API
/// keys.
///
/// Imports `account` and `audit`; sub-packages are adapters. `account` knows nothing of this one,
/// so the web security chain, which needs both, is a module of its own, `account.security`. Start
/// at [ManageKeys] and [RotateTokens]. Not here: who may come in (`account`).
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit"})
package researchpaas.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
