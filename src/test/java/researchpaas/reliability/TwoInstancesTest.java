package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;
import researchpaas.ingest.googledrive.FakeDrive;
import researchpaas.ingest.googledrive.Faults.Call;
import researchpaas.ingest.googledrive.GoogleDrives;

/// Two of the real program on one PostgreSQL: what is to be done is done once, by either, and goes
/// on when one of them dies in the midst of it.
class TwoInstancesTest {
    private static final int FILES = 80;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path folder;
    private final Store store = Store.postgres(TestPostgres.emptyDatabase());

    @Test
    void eachFileIsReadOnceAndTheOneThatIsLeftGoesOn() throws Exception {
        Path library = Files.createDirectories(folder.resolve("library"));
        Path home = folder.resolve("one/home");
        Path otherHome = folder.resolve("other/home");
        try (FakeDrive fake = new FakeDrive();
                GoogleDrives drives = new GoogleDrives(fake)) {
            DriveKillContract.Department department =
                    new DriveKillContract.Department(fake.world(), new Random(7));
            department.fill(FILES);
            String[] settings = DriveKillContract.settings(fake, department.root);
            DriveInvariants invariants =
                    new DriveInvariants(
                            home, library, store, fake.world(), drives.drive(department.root));
            try (ServerProcess one = ServerProcess.start(home, library, store, settings)) {
                int port = one.awaitPort(Duration.ofSeconds(60));
                try (ServerProcess other =
                        ServerProcess.start(otherHome, library, store, settings)) {
                    int otherPort = other.awaitPort(Duration.ofSeconds(60));
                    DriveKillContract.awaitSame(invariants, one, port);
                    DriveKillContract.awaitSame(invariants, other, otherPort);
                    assertThat(fake.faults().calls(Call.DOWNLOAD))
                            .as("each file is fetched once, whoever does it")
                            .isEqualTo(FILES);
                    assertThat(jobsAtOnce()).as("jobs of one drive at the same time").isZero();
                    for (ServerProcess server : new ServerProcess[] {one, other}) {
                        int its = server == one ? port : otherPort;
                        assertThat(
                                        server.get(its, "/documents/search?q=department&limit=1")
                                                .path("total_count")
                                                .asInt())
                                .isEqualTo(FILES);
                    }

                    department.fill(FILES);
                    awaitJob();
                    other.kill();
                }
                department.work(20);
                DriveKillContract.awaitSame(invariants, one, port);
                one.stop();
            }
            invariants.check();
            invariants.checkEqual();
            assertThat(jobsAtOnce()).as("jobs of one drive at the same time").isZero();
        }
    }

    private void awaitJob() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (count("select count(*) from jobs where state = 'RUNNING'") == 0) {
            assertThat(Instant.now()).as("a job starts").isBefore(end);
            Thread.sleep(50);
        }
    }

    private long jobsAtOnce() throws SQLException {
        return count(
                """
                select count(*) from jobs a join jobs b
                on a.source = b.source and a.id < b.id
                and b.started_at < a.ended_at and a.started_at < b.ended_at
                """);
    }

    private long count(String sql) throws SQLException {
        try (Connection database = store.open(folder);
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
