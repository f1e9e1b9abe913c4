/// Figures of how the program runs, in the form that Prometheus reads.
///
/// A door that answers one address, `/metrics`. What it tells it hears from the features' watches
/// (`SearchWatch`, `AnswerWatch`, `ImportWatch`, `DriveWatch`, `RequestWatch`) and asks of their
/// ports when somebody reads. Labels have few values, all of them ours: never a title, an address,
/// a question, a path. Imports Micrometer and the roots that it names. Start at
/// [MetricsConfiguration]. Not here: what the figures mean and what to do (`docs/monitoring.md`).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "answer",
            "audit",
            "document",
            "edge",
            "ingest",
            "operate",
            "search"
        })
package researchpaas.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
