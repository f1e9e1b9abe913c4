package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.DocumentsContract;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.LedgerContract;

abstract class JdbcLedgerContract implements LedgerContract {
    @TempDir Path home;
    private TestLibrary library;
    private Ledger ledger;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() {
        library = library(home);
        ledger =
                library.transactional(
                        Ledger.class,
                        new JdbcLedger(library.sql(), library.publication(), library.clock()));
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public DocumentsContract.Library library() {
        return library;
    }
}
