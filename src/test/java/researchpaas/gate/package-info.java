/// What a reader may not see is not there: the program as it is, with forbidden documents in it.
@NullMarked
package researchpaas.gate;

import org.jspecify.annotations.NullMarked;
