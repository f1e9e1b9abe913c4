package researchpaas.search;

import researchpaas.document.Documents;

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
}
