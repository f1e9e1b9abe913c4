/// Sessions of browsers: Spring Session over the library's database, with nothing in them but
/// texts.
///
/// Imports Spring Session, JDBC and the servlet API. Start at [SessionConfiguration]. Not here: who
/// may have a session, and what is read from one (`account.security`).
@NullMarked
package researchpaas.account.security.session;

import org.jspecify.annotations.NullMarked;
