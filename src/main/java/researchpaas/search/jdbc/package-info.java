/// What the database keeps of the search indexes: which one serves, and how far each has followed.
///
/// Imports `search`'s root and Spring JDBC. Start at [JdbcIndexChoices] and [JdbcIndexCursors]. Not
/// here: what indexes follow (`document.jdbc`).
@NullMarked
package researchpaas.search.jdbc;

import org.jspecify.annotations.NullMarked;
