/// What the program stands on: Java, memory, disk, time, a host that calls itself Render.
///
/// Imports `checkup`'s and `outbound`'s roots and Spring.
@NullMarked
package researchpaas.checkup.machine;

import org.jspecify.annotations.NullMarked;
