package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.AddedSources;
import researchpaas.ingest.AddedSourcesContract;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SourceFile;
import researchpaas.ingest.SourceId;

abstract class JdbcAddedSourcesContract implements AddedSourcesContract {
    @TempDir Path home;
    private TestLibrary library;
    private AddedSources added;
    private Ledger ledger;
    private Jobs jobs;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() {
        library = library(home);
        added =
                library.transactional(
                        AddedSources.class, new JdbcAddedSources(library.sql(), library.clock()));
        ledger =
                library.transactional(
                        Ledger.class,
                        new JdbcLedger(library.sql(), library.publication(), library.clock()));
        jobs = library.transactional(Jobs.class, new JdbcJobs(library.sql(), library.clock()));
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Override
    public AddedSources added() {
        return added;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public void file(SourceId source, String path) {
        long open = library.access().idOf(Set.of(Principal.ANYONE));
        ledger.discover(source, new SourceFile(path, 1, Instant.EPOCH), open);
    }
}
