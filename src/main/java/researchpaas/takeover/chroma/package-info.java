/// Adapter of [researchpaas.takeover.EarlierPoints]: Chroma's own files, opened so that not even a
/// lock appears beside them, and a running Chroma over its REST API.
///
/// Imports `takeover`'s root, Spring, Jackson and SQLite's driver. Start at [ChromaPoints]. Not
/// here: what a point means (`takeover`).
@NullMarked
package researchpaas.takeover.chroma;

import org.jspecify.annotations.NullMarked;
