/// Adapter of [researchpaas.takeover.LegacyRows]: the old rows, in the library's own database.
///
/// Imports `takeover`'s root and Spring's JDBC. Start at [JdbcLegacyRows]. Not here: what is made
/// of a row (`takeover`).
@NullMarked
package researchpaas.takeover.jdbc;

import org.jspecify.annotations.NullMarked;
