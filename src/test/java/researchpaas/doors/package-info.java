/// A small library in memory behind the real doors and use cases, for the tests of `web` and `api`.
@NullMarked
package researchpaas.doors;

import org.jspecify.annotations.NullMarked;
