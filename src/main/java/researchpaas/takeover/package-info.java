/// Takes over the data of the system before this one: every row whole, under its old number, and
/// every point of its vector store.
///
/// Ports: [EarlierSystem] and [EarlierPoints] (the old file and store, only read), [LegacyRows] and
/// [LegacyVectors] (what is kept of them), [KnownFiles]. Imports other features' roots and the JDK;
/// sub-packages are adapters. Start at [TakeOver], then [TakeOverPoints]. Not here: how a scan
/// finds the files later (`ingest.SyncSource`).
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "document", "ingest"})
package researchpaas.takeover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
