/// The library's sources, as people set them up and look at them.
///
/// Holds the [DriveConnection]s that administrators and people add while the program runs, the
/// consent behind 'connect my Drive', and what pages show of every source and its ledger. Imports
/// the JDK and the roots that it may use; sub-packages are adapters. Start at [ShowSources], then
/// [SetUpDrives]. Not here: how a source is followed and its files are read (`ingest`).
@NullMarked
@ApplicationModule(
        allowedDependencies = {"account", "audit", "document", "ingest", "search", "secret"})
package researchpaas.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
