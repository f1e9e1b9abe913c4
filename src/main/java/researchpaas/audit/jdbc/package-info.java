/// The audit log in the relational database that `document.jdbc` opens, and the daily removal of
/// what is old.
///
/// Imports `audit`'s root, Spring JDBC and Jackson. Start at [JdbcAuditLog].
@NullMarked
package researchpaas.audit.jdbc;

import org.jspecify.annotations.NullMarked;
