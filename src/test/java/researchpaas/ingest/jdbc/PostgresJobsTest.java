package researchpaas.ingest.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.JobsContract;

class PostgresJobsTest implements JobsContract {
    @TempDir Path home;
    private TestLibrary library;
    private Jobs jobs;

    @BeforeEach
    void open() {
        library = TestLibrary.postgres(home);
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
}
