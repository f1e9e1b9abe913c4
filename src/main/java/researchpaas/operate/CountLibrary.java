package researchpaas.operate;

import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Changes;
import researchpaas.document.Counts;
import researchpaas.document.Documents;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// How much a reader may see, and how much of the library search knows already.
@Component
public class CountLibrary {
    private final Documents documents;
    private final Changes changes;
    private final SearchIndex index;

    CountLibrary(Documents documents, Changes changes, SearchIndex index) {
        this.documents = documents;
        this.changes = changes;
        this.index = index;
    }

    public Statistics count(Reader reader) {
        return new Statistics(documents.count(reader), searchable());
    }

    private double searchable() {
        long last = changes.last();
        if (last == 0) {
            return 0;
        }
        try {
            return Math.min(1, (double) index.cursor() / last);
        } catch (IndexUnavailable _) {
            return 0;
        }
    }

    /// @param searchable the share of the library's changes that the index has applied, 0 to 1; 0
    ///   in an empty library
    public record Statistics(Counts counts, double searchable) {}
}
