package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.Access;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.Uploads;
import researchpaas.ingest.UploadsContract;

abstract class JdbcUploadsContract implements UploadsContract {
    @TempDir Path home;
    private TestLibrary library;
    private Uploads uploads;
    private Ledger ledger;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() {
        library = library(home);
        uploads =
                library.transactional(
                        Uploads.class, new JdbcUploads(library.sql(), library.clock()));
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
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Access access() {
        return library.access();
    }
}
