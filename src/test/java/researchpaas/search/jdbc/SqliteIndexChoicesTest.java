package researchpaas.search.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import researchpaas.document.jdbc.OnLibrary;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.IndexChoices;
import researchpaas.search.IndexChoicesContract;

class SqliteIndexChoicesTest extends OnLibrary implements IndexChoicesContract {
    private IndexChoices choices;

    @BeforeEach
    void begin() {
        choices = StoredChoices.emptied(library());
    }

    @Override
    public IndexChoices choices() {
        return choices;
    }

    @Override
    protected TestLibrary library(Path home) {
        return TestLibrary.sqlite(home);
    }
}
