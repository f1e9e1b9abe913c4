package researchpaas.search.jdbc;

import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.IndexChoices;

/// The adapter on a test's library.
public final class StoredChoices {
    private StoredChoices() {}

    public static IndexChoices of(TestLibrary library) {
        return library.transactional(
                IndexChoices.class, new JdbcIndexChoices(library.sql(), library.clock()));
    }

    /// As before the first start.
    static IndexChoices emptied(TestLibrary library) {
        library.sql().sql("delete from active_index").update();
        return of(library);
    }
}
