package researchpaas.ingest;

/// What somebody decided about sources that are followed on request only, and remembered for every
/// later start.
public interface AddedSources {
    Choice choice(String source);

    /// From now on the source is followed.
    void add(String source);

    /// From now on it is not; a source that was never added counts as dropped too.
    void drop(String source);

    /// Gives a source's files, documents and jobs to another one, under their ids and numbers.
    /// Nothing happens when the first is unknown or the second known.
    void rename(String from, String to);

    /// Whether no file of any source is in the library.
    boolean holdNothing();

    enum Choice {
        OPEN,
        ADDED,
        DROPPED
    }
}
