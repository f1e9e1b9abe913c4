package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.DocumentsContract;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.DriveBacklog;
import researchpaas.ingest.DriveMirror;
import researchpaas.ingest.DriveMirrorContract;
import researchpaas.ingest.DrivePlaces;
import researchpaas.ingest.Ledger;

abstract class JdbcDriveMirrorContract implements DriveMirrorContract {
    @TempDir Path home;
    private TestLibrary library;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() {
        library = library(home);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Override
    public DriveMirror mirror() {
        return library.transactional(DriveMirror.class, new JdbcDriveMirror(library.sql()));
    }

    @Override
    public DrivePlaces places() {
        return library.transactional(DrivePlaces.class, new JdbcDrivePlaces(library.sql()));
    }

    @Override
    public DriveBacklog backlog() {
        return library.transactional(DriveBacklog.class, new JdbcDriveBacklog(library.sql()));
    }

    @Override
    public Ledger ledger() {
        return library.transactional(
                Ledger.class,
                new JdbcLedger(library.sql(), library.publication(), library.clock()));
    }

    @Override
    public DocumentsContract.Library library() {
        return library;
    }
}
