package researchpaas.search;

/// How the embedding model is, as far as its use has told. Each but the first has a sentence in the
/// bundles, `health.model.NAME`.
public enum MeaningStanding {
    WORKS,
    /// Its last use failed.
    FAILED,
    /// The library was made with a model that is not to be had here any more.
    ABSENT
}
