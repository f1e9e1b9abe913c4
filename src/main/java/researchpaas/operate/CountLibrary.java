package researchpaas.operate;

import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Counts;
import researchpaas.document.Documents;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// How much a reader may see, and how much of that search knows already.
@Component
public class CountLibrary {
    private final Documents documents;
    private final SearchIndex index;

    CountLibrary(Documents documents, SearchIndex index) {
        this.documents = documents;
        this.index = index;
    }

    public Statistics count(Reader reader) {
        Counts counts = documents.count(reader);
        return new Statistics(counts, searchable(counts.documents(), reader));
    }

    private double searchable(long all, Reader reader) {
        if (all == 0) {
            return 0;
        }
        try {
            long waiting = documents.countChangedAfter(index.cursor(), reader);
            return Math.max(0, (double) (all - waiting) / all);
        } catch (IndexUnavailable _) {
            return 0;
        }
    }

    /// @param searchable the share of the documents that the index has as they are now, 0 to 1; 0
    ///   where there are none
    public record Statistics(Counts counts, double searchable) {}
}
