package researchpaas.source.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.AccountId;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.source.ConsentRequests;
import researchpaas.source.ConsentRequestsContract;
import researchpaas.source.DriveConnections;
import researchpaas.source.DriveConnectionsContract;

abstract class JdbcDriveConnectionsContract
        implements DriveConnectionsContract, ConsentRequestsContract {
    @TempDir Path home;
    private TestLibrary library;
    private DriveConnections connections;
    private ConsentRequests requests;
    private AccountId account;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() {
        library = library(home);
        connections =
                library.transactional(
                        DriveConnections.class,
                        new JdbcDriveConnections(library.sql(), library.clock()));
        requests =
                library.transactional(
                        ConsentRequests.class, new JdbcConsentRequests(library.sql()));
        account =
                new AccountId(
                        library.sql()
                                .sql(
                                        """
                                        insert into accounts (address, role, suspended, created_at, updated_at)
                                        values ('a@u.ac.jp', 'FACULTY', false, 1, 1) returning id
                                        """)
                                .query(Long.class)
                                .single());
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Override
    public DriveConnections connections() {
        return connections;
    }

    @Override
    public ConsentRequests requests() {
        return requests;
    }

    @Override
    public AccountId account() {
        return account;
    }
}
