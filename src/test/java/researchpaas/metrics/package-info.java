/// See the package of the same name in the program.
@NullMarked
package researchpaas.metrics;

import org.jspecify.annotations.NullMarked;
