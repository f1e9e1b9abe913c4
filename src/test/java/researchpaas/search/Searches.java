package researchpaas.search;

import java.util.List;
import researchpaas.document.Documents;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.jdbc.StoredChoices;

/// Lets the tests of an engine search with it as the program does.
public final class Searches {
    private Searches() {}

    public static SearchDocuments over(
            SearchIndex index, EmbeddingModel model, Documents documents, Highlighter highlighter) {
        return new SearchDocuments(
                Served.always(index, model),
                NoFallback.search(),
                documents,
                highlighter,
                new Ranking(),
                SearchWatch.none(),
                new SearchesFirst());
    }

    /// An engine in memory that serves with this model.
    public static ActiveIndex serving(TestLibrary library, EmbeddingModel model) {
        return new ActiveIndex(
                StoredChoices.of(library),
                List.of(new InMemoryEngine("memory", library.access())),
                List.of(FakeEmbeddingModel.only(model)),
                new ConfiguredIndex("memory", "any"),
                library.changes());
    }

    /// Where nobody searches.
    public static SearchesFirst none() {
        return new SearchesFirst();
    }
}
