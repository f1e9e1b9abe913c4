/// Clears away sources that were taken out, from time to time.
///
/// Start at [LeavingConfiguration]. Not here: scans (`ingest/scheduler`).
@NullMarked
package researchpaas.source.scheduler;

import org.jspecify.annotations.NullMarked;
