package researchpaas.search;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Documents;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.OneSearch.Answer;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Finds the documents that answer a question, and in each the passages that do. While the index
/// does not answer, the database does, less well.
@Component
public final class SearchDocuments {
    private static final Logger log = LoggerFactory.getLogger(SearchDocuments.class);

    private final Served served;
    private final SearchWithoutIndex withoutIndex;
    private final Hits hits;
    private final Ranking ranking;
    private final SearchWatch watch;
    private final SearchesFirst first;
    private final AtomicBoolean degraded = new AtomicBoolean();

    SearchDocuments(
            Served served,
            SearchWithoutIndex withoutIndex,
            Documents documents,
            Highlighter highlighter,
            Ranking ranking,
            SearchWatch watch,
            SearchesFirst first) {
        this.served = served;
        this.withoutIndex = withoutIndex;
        this.hits = new Hits(documents, highlighter);
        this.ranking = ranking;
        this.watch = watch;
        this.first = first;
    }

    /// How many documents are taken from each leg.
    public int depth() {
        return ranking.depth();
    }

    /// @throws EmbeddingFailed when only meaning was asked for and the model fails
    public SearchResult search(Query query, Reader reader) {
        return first.search(() -> answer(query, reader));
    }

    private SearchResult answer(Query query, Reader reader) {
        long start = System.nanoTime();
        Answer answer;
        boolean failed = false;
        try {
            answer = new OneSearch(served.now(), hits, ranking, query, reader).answer();
        } catch (IndexUnavailable e) {
            failed = true;
            tell(e);
            answer = withoutIndex.answer(query, hits, reader);
        }
        if (!failed && degraded.compareAndSet(true, false)) {
            log.atInfo().log("The search index answers again.");
        }
        SearchResult result =
                new SearchResult(
                        answer.hits(),
                        answer.total(),
                        answer.facets(),
                        answer.words(),
                        answer.meaning(),
                        Duration.ofNanos(System.nanoTime() - start),
                        failed);
        watch.searched(result);
        return result;
    }

    /// Once an outage, not once a search.
    private void tell(IndexUnavailable failure) {
        if (degraded.compareAndSet(false, true)) {
            log.atWarn()
                    .setCause(failure)
                    .log(
                            "The search index does not answer; searches are answered from the database until it does.");
        }
    }
}
