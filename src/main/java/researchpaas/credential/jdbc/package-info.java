/// API keys and token families in the relational database that `document.jdbc` opens.
///
/// Imports `credential`'s and `account`'s roots and Spring JDBC. Start at [JdbcApiKeys].
@NullMarked
package researchpaas.credential.jdbc;

import org.jspecify.annotations.NullMarked;
