/// Who somebody is and may do.
///
/// Holds [Reader], the one value that every method returning content asks for, how a door gets the
/// reader of its request, and the [Accounts] with their roles. Imports the JDK only; sub-packages
/// are adapters. Start at [Reader]. Not here: what a document's access list is (package
/// `document`).
@NullMarked
@ApplicationModule(allowedDependencies = {})
package researchpaas.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
