/// The connections and the consents under way in the database, and the ledger as pages show it: one
/// SQL text for SQLite and PostgreSQL.
///
/// Start at [JdbcDriveConnections]. Not here: the ledger itself (`ingest/jdbc`).
@NullMarked
package researchpaas.source.jdbc;

import org.jspecify.annotations.NullMarked;
