/// The program as it is, with a small library, for the tests of its doors: only the model and the
/// scheduler are stood in for, see [Doors].
@NullMarked
package researchpaas.doors;

import org.jspecify.annotations.NullMarked;
