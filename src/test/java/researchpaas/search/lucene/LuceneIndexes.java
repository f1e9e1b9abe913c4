package researchpaas.search.lucene;

import java.nio.file.Path;
import researchpaas.document.Access;
import researchpaas.search.SearchIndex;

/// The embedded index, for tests that compare others with it.
public final class LuceneIndexes {
    private LuceneIndexes() {}

    /// Not closed: the folder is the test's.
    public static SearchIndex in(Path folder, Access access) {
        return new LuceneSearchIndex(folder, 16, access);
    }
}
