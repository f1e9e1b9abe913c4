/// A folder on disk as a source. Walks it, watches it, never leaves it. Start at [FolderSource].
/// Not here: which category a path means (`ingest.Placement`).
@NullMarked
package researchpaas.ingest.folder;

import org.jspecify.annotations.NullMarked;
