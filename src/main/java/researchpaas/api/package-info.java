/// The REST API: the existing system's shapes plus passages. Translates, decides nothing.
///
/// Imports feature roots and Spring MVC, never an adapter. Start at [DocumentsApi]. Not here: pages
/// (`web`).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "document",
            "account",
            "answer",
            "edge",
            "audit",
            "credential",
            "search",
            "source",
            "ingest",
            "describe",
            "answer",
            "operate"
        })
package researchpaas.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
