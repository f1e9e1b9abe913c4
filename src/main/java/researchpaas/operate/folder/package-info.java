/// Archives in a folder, and what else of a backup concerns this computer's disk.
///
/// Imports `operate`'s root, Spring and the JDK's files. Start at [FolderArchives]. Not here: what
/// an archive holds (`operate`).
@NullMarked
package researchpaas.operate.folder;

import org.jspecify.annotations.NullMarked;
