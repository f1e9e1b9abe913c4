/// The record of proved archives, in the library's database.
///
/// Imports `operate`'s root and Spring JDBC. Start at [JdbcBackups]. Not here: the tables' rows
/// (`document.jdbc`).
@NullMarked
package researchpaas.operate.jdbc;

import org.jspecify.annotations.NullMarked;
