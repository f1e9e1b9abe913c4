package researchpaas.search;

import org.springframework.stereotype.Component;

/// Where nobody counts: in commands that work with some parts of the program, and in tests.
@Component
final class UncountedSearches implements SearchWatch {
    @Override
    public void searched(SearchResult result) {}
}
