package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.document.FileId;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.JobsContract;

abstract class JdbcJobsContract implements JobsContract {
    @TempDir Path home;
    private TestLibrary library;
    private Jobs jobs;

    abstract TestLibrary library(Path home);

    @BeforeEach
    void open() {
        library = library(home);
        jobs = library.transactional(Jobs.class, new JdbcJobs(library.sql(), library.clock()));
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public FileId file(String path, String... principals) {
        Set<Principal> visibleTo =
                Arrays.stream(principals).map(Principal::new).collect(Collectors.toSet());
        return library.file(path, library.access().idOf(visibleTo));
    }
}
