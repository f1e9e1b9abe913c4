/// The record of proved archives, the newest report of a move to another index, and the library's
/// rows as they are compared with an index, by plain SQL.
///
/// Imports `operate`'s root, `document`, `search` and Spring JDBC. Start at [JdbcBackups] and
/// [JdbcLibraryRecords]. Not here: the tables' rows in an archive (`document.jdbc`), and what is
/// compared with what (`operate`).
@NullMarked
package researchpaas.operate.jdbc;

import org.jspecify.annotations.NullMarked;
