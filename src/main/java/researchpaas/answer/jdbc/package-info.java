/// What answers leave behind, in the relational database that `document.jdbc` opens.
///
/// Imports `answer`'s root, the roots it may use, and Spring JDBC. Start at [JdbcModelUse].
@NullMarked
package researchpaas.answer.jdbc;

import org.jspecify.annotations.NullMarked;
