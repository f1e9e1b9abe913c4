package researchpaas.search;

/// Told of each search that was answered.
public interface SearchWatch {
    void searched(SearchResult result);

    /// For who does not count.
    static SearchWatch none() {
        return new UncountedSearches();
    }
}
