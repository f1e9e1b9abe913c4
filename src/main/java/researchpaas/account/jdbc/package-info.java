/// Adapter of [researchpaas.account.Accounts]: the accounts' table in the relational database that
/// `document.jdbc` opens.
///
/// Imports `account`'s root and Spring JDBC. Start at [JdbcAccounts]. Not here: who is a first
/// administrator (`account`).
@NullMarked
package researchpaas.account.jdbc;

import org.jspecify.annotations.NullMarked;
