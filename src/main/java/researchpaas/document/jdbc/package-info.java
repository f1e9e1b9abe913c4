/// Documents in a relational database: SQLite and PostgreSQL by the same statements.
///
/// Opens the database ([OpenDatabase], behind the lock of [StateFolder]; what differs between the
/// two stands in its two forms) and implements this feature's ports; every statement that returns
/// content carries the [Gate]. Imports `document`, `account`, Spring JDBC and the driver. Start at
/// [JdbcPublication]. Not here: the ledger's own writes (`ingest.jdbc`); the schema is
/// `db/migration`.
@NullMarked
package researchpaas.document.jdbc;

import org.jspecify.annotations.NullMarked;
