package researchpaas.ingest;

/// Runs ingest jobs away from the request that asked for them: soon, one at a time, and again after
/// a crash.
public interface Background {
    /// Part of the caller's transaction: without its commit the job never runs.
    void submit(long job);
}
