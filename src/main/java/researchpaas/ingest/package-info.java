/// Brings files into the library: follows a source, reads each file and publishes its passages.
///
/// [SyncSource] compares a source with the ledger, [ImportFile] takes one file through its states.
/// Ports: [DocumentSource], [TextExtractor], [Ledger]. Start at [ImportFile]. Not here: how text is
/// found (`search`), what a document is (`document`).
@NullMarked
@ApplicationModule(
        allowedDependencies = {"describe", "document", "search", "account", "audit", "checkup"})
package researchpaas.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
