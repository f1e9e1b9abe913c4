/// Backups that start by themselves, with db-scheduler: a lease on the shared database, so that one
/// of several instances makes each.
///
/// Imports `operate`'s root, Spring and db-scheduler. Start at [BackupConfiguration]. Not here:
/// what a backup does (`operate.BackUp`).
@NullMarked
package researchpaas.operate.scheduler;

import org.jspecify.annotations.NullMarked;
