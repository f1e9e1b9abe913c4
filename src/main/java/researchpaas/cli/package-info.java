/// The command line `research-paas`: serve, ingest, search, ask, status, doctor, smoke, backup …
///
/// Talks to a running server, or starts one for itself on the locked state folder. Start at
/// [CommandLineDoor]. Not here: what the commands do (the use cases).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "document",
            "account",
            "audit",
            "checkup",
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
