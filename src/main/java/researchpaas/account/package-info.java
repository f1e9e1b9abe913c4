/// Who somebody is and may do.
///
/// Holds [Reader], the one value that every method returning content asks for, how a door gets the
/// reader of its request, the [Accounts] with their roles, who may come in ([SignIn]) and who
/// changes that ([ManagePeople]). Imports the JDK and [researchpaas.audit]; sub-packages are
/// adapters, of which `account.security` answers refusals in the shape of the `edge`. Start at
/// [Reader]. Not here: what a document's access list is (package `document`), sessions, tokens and
/// keys (`credential`).
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "checkup", "edge"})
package researchpaas.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
