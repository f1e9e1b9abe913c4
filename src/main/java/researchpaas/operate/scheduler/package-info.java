/// Backups, comparisons and forgetting that start by themselves, with db-scheduler: a lease on the
/// shared database, so that one of several instances does each.
///
/// Imports `operate`'s root, Spring and db-scheduler. Start at [BackupConfiguration] and
/// [NightlyReconcile]. Not here: what is done (`operate`).
@NullMarked
package researchpaas.operate.scheduler;

import org.jspecify.annotations.NullMarked;
