/// The pages: server-rendered, htmx, Japanese and English. Translates between HTTP and use cases,
/// decides nothing.
///
/// Imports feature roots, Spring MVC and Thymeleaf, never an adapter. Start at [SearchPage]. Not
/// here: JSON (`api`).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "document",
            "account",
            "edge",
            "answer",
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
package researchpaas.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
