/// Adapters of `search`'s ports in the relational database that `document.jdbc` opens.
///
/// Imports `search`'s root and Spring JDBC. Start at [JdbcIndexChoices]. Not here: the library's
/// own tables (`document.jdbc`).
@NullMarked
package researchpaas.search.jdbc;

import org.jspecify.annotations.NullMarked;
