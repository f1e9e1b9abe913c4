/// What the environment's variables are called: unknown ones are named, by `doctor` and at the
/// start.
///
/// Imports `checkup`'s root and Spring. Start at [UnknownVariables].
@NullMarked
package researchpaas.checkup.environment;

import org.jspecify.annotations.NullMarked;
