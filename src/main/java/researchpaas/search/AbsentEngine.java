package researchpaas.search;

import java.util.List;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Stands for an engine that the database names and this program does not have.
record AbsentEngine(String name) implements SearchEngine {
    @Override
    public OpenIndex open(EmbeddingModel.Card model) {
        throw absent();
    }

    @Override
    public List<String> held() {
        throw absent();
    }

    @Override
    public void discard(String model) {
        throw absent();
    }

    private IndexUnavailable absent() {
        return new IndexUnavailable(
                "There is no search engine %s here.".formatted(name),
                new IllegalStateException("absent"));
    }
}
