/// What is kept of answers, in the database: conversations with their exchanges and receipts, and
/// what language models cost. One text of SQL for SQLite and PostgreSQL.
///
/// Imports `answer`, the ids of `document` and `account`, and Spring's JDBC. Start at
/// [JdbcConversations] and [JdbcModelUse].
@NullMarked
package researchpaas.answer.jdbc;

import org.jspecify.annotations.NullMarked;
