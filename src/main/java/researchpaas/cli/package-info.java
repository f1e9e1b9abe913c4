/// The command line `research-paas`: serve, ingest, samples, search, status, eval, backup, restore.
///
/// Talks to a running server, or starts one for itself on the locked state folder. Start at
/// [CommandLineDoor]. Not here: what the commands do (the use cases).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "document",
            "account",
            "audit",
            "credential",
            "secret",
            "search",
            "source",
            "ingest",
            "describe",
            "operate",
            "takeover"
        })
package researchpaas.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
