/// Adapter of [researchpaas.takeover.EarlierSystem]: the old SQLite file, opened so that not even a
/// lock appears beside it.
///
/// Imports `takeover`'s root, Spring, Jackson and SQLite's driver. Start at [SqliteEarlierSystem].
/// Not here: what a column means (`takeover`).
@NullMarked
package researchpaas.takeover.sqlite;

import org.jspecify.annotations.NullMarked;
