/// The web security chain, built from Spring Security's own parts.
///
/// Imports Spring Security and the servlet API. This version has no sign-in: everything is
/// permitted, on this computer only, and anything else refuses to start. Start at
/// [SecurityConfiguration]. Not here: who a reader is (`account`), what a reader may see (the data
/// layer), what holds whoever asks (`edge`).
@NullMarked
package researchpaas.account.security;

import org.jspecify.annotations.NullMarked;
