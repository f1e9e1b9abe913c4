/// What stands between a hostile file and the library that would open it: [ZipGuard] looks through
/// archives and Office files before they are unpacked, [SafeXml] is the only way to an XML parser,
/// and [Refusal] is how every reader gives a file back with a reason.
///
/// Imports the JDK and `ingest.Reason`; no other package of the child. Start at [ZipGuard]. Not
/// here: the walls around the process (`extract.Confinement`, the child's heap and deadline).
@NullMarked
package researchpaas.ingest.extract.guard;

import org.jspecify.annotations.NullMarked;
