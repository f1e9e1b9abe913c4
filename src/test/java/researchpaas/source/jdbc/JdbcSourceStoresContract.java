package researchpaas.source.jdbc;

import java.nio.file.Path;
import java.sql.Types;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.AccountId;
import researchpaas.account.Principal;
import researchpaas.document.FileId;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;
import researchpaas.source.ConsentRequests;
import researchpaas.source.ConsentRequestsContract;
import researchpaas.source.DriveConnections;
import researchpaas.source.DriveConnectionsContract;
import researchpaas.source.SourceLedger;
import researchpaas.source.SourceLedgerContract;

abstract class JdbcSourceStoresContract
        implements DriveConnectionsContract, ConsentRequestsContract, SourceLedgerContract {
    @TempDir Path home;
    private TestLibrary library;
    private DriveConnections connections;
    private ConsentRequests requests;
    private SourceLedger files;
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
        files =
                library.transactional(
                        SourceLedger.class, new JdbcSourceLedger(library.sql(), library.clock()));
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
    public SourceLedger files() {
        return files;
    }

    @Override
    public SourceId source(String name) {
        return new SourceId(
                library.sql()
                        .sql(
                                """
                                insert into sources (name, created_at) values (:name, 1)
                                on conflict (name) do update set name = excluded.name returning id
                                """)
                        .param("name", name)
                        .query(Long.class)
                        .single());
    }

    @Override
    public FileId file(
            SourceId source,
            String path,
            State state,
            @Nullable Reason reason,
            @Nullable Instant nextTry,
            boolean visible) {
        return new FileId(
                library.sql()
                        .sql(
                                """
                                insert into files (source_id, path, size, modified_at, access_set, state, reason,
                                    reason_details, attempts, next_try, gone, created_at, updated_at)
                                values (:source, :path, 7, 1, :access, :state, :reason, :details, :attempts,
                                    :nextTry, false, 2, 3)
                                returning id
                                """)
                        .param("source", source.value())
                        .param("path", path)
                        .param(
                                "access",
                                library.access()
                                        .idOf(visible ? Set.of(Principal.ANYONE) : Set.of()))
                        .param("state", state.name())
                        .param(
                                "reason",
                                reason == null ? null : reason.code().name(),
                                Types.VARCHAR)
                        .param(
                                "details",
                                reason == null ? null : "[\"" + reason.details().getFirst() + "\"]",
                                Types.VARCHAR)
                        .param("attempts", state == State.FAILED ? 1 : 0)
                        .param(
                                "nextTry",
                                nextTry == null ? null : nextTry.toEpochMilli(),
                                Types.BIGINT)
                        .query(Long.class)
                        .single());
    }

    @Override
    public void gone(FileId file) {
        library.sql()
                .sql("update files set gone = true where id = :id")
                .param("id", file.value())
                .update();
    }

    @Override
    public AccountId account() {
        return account;
    }
}
