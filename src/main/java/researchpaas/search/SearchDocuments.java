package researchpaas.search;

import java.time.Duration;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Documents;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.OneSearch.Answer;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Finds the documents that answer a question, and in each the passages that do.
@Component
public final class SearchDocuments {
    private final Served served;
    private final Hits hits;
    private final Ranking ranking;

    SearchDocuments(Served served, Documents documents, Highlighter highlighter, Ranking ranking) {
        this.served = served;
        this.hits = new Hits(documents, highlighter);
        this.ranking = ranking;
    }

    /// How many documents are taken from each leg.
    public int depth() {
        return ranking.depth();
    }

    /// @throws IndexUnavailable when the index cannot answer
    /// @throws EmbeddingFailed when only meaning was asked for and the model fails
    public SearchResult search(Query query, Reader reader) {
        long start = System.nanoTime();
        Answer answer = new OneSearch(served.now(), hits, ranking, query, reader).answer();
        return new SearchResult(
                answer.hits(),
                answer.total(),
                answer.facets(),
                answer.words(),
                answer.meaning(),
                Duration.ofNanos(System.nanoTime() - start));
    }
}
