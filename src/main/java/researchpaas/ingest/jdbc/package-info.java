/// The ledger and the ingest jobs in the relational database that `document.jdbc` opens.
///
/// Imports `ingest`, `document` and Spring JDBC. Start at [JdbcLedger]. Not here: what is published
/// of a file (`document.jdbc`).
@NullMarked
package researchpaas.ingest.jdbc;

import org.jspecify.annotations.NullMarked;
