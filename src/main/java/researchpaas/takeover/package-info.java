/// Takes over the data of the system before this one: every row whole, under its old number.
///
/// Ports: [EarlierSystem] (the old file, only read) and [LegacyRows] (what is kept of it). Imports
/// other features' roots and the JDK; sub-packages are adapters. Start at [TakeOver]. Not here: how
/// a scan finds the files later (`ingest.SyncSource`).
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "document", "ingest"})
package researchpaas.takeover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
