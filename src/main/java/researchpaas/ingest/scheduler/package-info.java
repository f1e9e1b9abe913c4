/// Runs ingest jobs with db-scheduler: leases on the shared database, so that any instance may take
/// a job and a dead one's jobs are taken up again. Also starts the periodic scan and the scan after
/// a change. Start at [ScheduledBackground]. Not here: what a job does (`ingest.IngestLibrary`).
@NullMarked
package researchpaas.ingest.scheduler;

import org.jspecify.annotations.NullMarked;
