package researchpaas.operate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Jobs;

/// How the parts of the system are.
///
/// @param engine the search engine's name
/// @param behind how many changes of the library the index has not applied yet; absent when one of
///   the two is down
/// @param model the embedding model's id
/// @param latestJob the newest scan of any source; one that failed comes before the newer scans of
///   other sources; absent when there was none, or the database is down
public record Health(
        Status status,
        Instant at,
        State database,
        State index,
        String engine,
        @Nullable Long behind,
        String model,
        Jobs.@Nullable Job latestJob) {

    public enum Status {
        HEALTHY,
        /// Something that people notice is missing.
        DEGRADED,
        /// The library cannot be read.
        DOWN
    }

    public enum State {
        UP,
        DOWN
    }
}
