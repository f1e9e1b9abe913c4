package researchpaas.ingest;

/// Runs ingest jobs away from the request that asked for them: soon, one at a time, and again after
/// a crash.
public interface Background {
    /// Part of the caller's transaction: without its commit the job never runs.
    void submit(long job);

    /// Has the drive asked for news, see [IngestLibrary#poll]: soon, and from then on again and
    /// again for as long as it is followed, by one instance at a time. Nothing happens when it is
    /// asked already.
    void poll(String drive);
}
