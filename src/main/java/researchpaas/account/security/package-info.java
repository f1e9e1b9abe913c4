/// The web security chain: who a request comes from, no cross-site writes, what must be there
/// before anybody is answered; built from Spring Security's own parts.
///
/// A module of its own below `account`, since it needs `credential`, which needs `account`. Imports
/// Spring Security, Spring Session and the servlet API. Start at [SecurityConfiguration] (without
/// sign-in) and [SignInConfiguration]. Not here: who may come in (`account`), what a reader may see
/// (the data layer), what holds whoever asks (`edge`).
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "checkup", "credential", "edge"})
package researchpaas.account.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
