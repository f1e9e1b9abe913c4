/// What an operator asks: is it healthy, how good is search, is it saved, does everything agree.
///
/// Reads every feature's root; changes nothing of its own, but for what [Reconcile] mends on
/// request, what [Restore] fills in and what [ForgetOldRecords] removes. Start at [CheckHealth],
/// and at [BackUp] for archives. Not here: the HTTP shapes of the answers (`api`).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "document",
            "account",
            "answer",
            "audit",
            "checkup",
            "credential",
            "search",
            "answer",
            "ingest",
            "describe",
            "takeover"
        })
package researchpaas.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
