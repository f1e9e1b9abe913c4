package researchpaas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import researchpaas.takeover.EarlierDatabases;

/// kill -9 at any moment of a takeover, and then the next one goes on: no row twice, none missing,
/// none without what was to be made of it.
interface TakeoverKillContract {
    /// An empty folder.
    Path folder();

    Store store();

    @Test
    default void threeKillsDuringATakeoverLeaveNothingHalf() throws Exception {
        killAndCheck(3, 4_000);
    }

    @Test
    @Tag("long")
    default void twentyKillsDuringATakeoverLeaveNothingHalf() throws Exception {
        killAndCheck(20, 20_000);
    }

    private void killAndCheck(int kills, int papers) throws Exception {
        Files.createDirectories(folder().resolve("library"));
        Path old = EarlierDatabases.write(Files.createDirectories(folder().resolve("old")), papers);
        Random random = new Random(20_261_124);
        long kept = 0;
        for (int kill = 0; kill < kills; kill++) {
            Process takeover = start(old);
            try {
                awaitProgress(takeover, 1 + random.nextInt(3));
                Thread.sleep(random.nextInt(200));
            } finally {
                takeover.destroyForcibly().waitFor();
            }
            long now = count("select count(*) from legacy_rows");
            assertThat(now).as("after kill %s", kill).isGreaterThanOrEqualTo(kept);
            kept = now;
            checkNothingHalf();
        }
        assertThat(kept).as("the kills came in the middle").isPositive().isLessThan(papers);
        Process last = start(old);
        assertThat(last.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).as(log()).isZero();
        checkNothingHalf();
        assertThat(count("select count(*) from legacy_rows where table_name = 'papers'"))
                .isEqualTo(papers + 4L);
        assertThat(count("select count(*) from documents where category = 'paper'"))
                .isEqualTo(papers + 4L);
    }

    private void checkNothingHalf() throws SQLException {
        assertThat(
                        count(
                                "select count(*) from files f where not exists (select 1 from legacy_rows l where l.file_id = f.id)"))
                .as("files without their row")
                .isZero();
        assertThat(
                        count(
                                "select count(*) from documents d where not exists (select 1 from published_files p where p.document_id = d.id)"))
                .as("documents without a file")
                .isZero();
        assertThat(
                        count(
                                "select count(*) from legacy_rows where table_name = 'papers' and document_id is null"))
                .as("papers without a document")
                .isZero();
        assertThat(
                        count(
                                "select count(*) from (select row_key from legacy_rows group by table_name, row_key having count(*) > 1) twice"))
                .isZero();
    }

    private Process start(Path old) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx192m",
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dai.djl.offline=true",
                                "-Duser.language=en",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "researchpaas.ResearchPaas",
                                "takeover",
                                "--sqlite",
                                old.toString()));
        Files.deleteIfExists(logFile());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(logFile().toFile());
        Map<String, String> environment = builder.environment();
        environment.put("RESEARCH_PAAS_HOME", home().toString());
        environment.put("DATA_DIR_PATH", folder().resolve("library").toString());
        environment.keySet().removeAll(List.of("PORT", "DATABASE_PATH", "PAAS_ENVIRONMENT"));
        store().addTo(environment);
        return builder.start();
    }

    private void awaitProgress(Process takeover, int batches) throws Exception {
        for (int wait = 0; wait < 6_000 && takeover.isAlive(); wait++) {
            if (log().lines().filter(line -> line.startsWith("papers: ")).count() >= batches) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("It did not get so far: " + log());
    }

    private Path home() {
        return folder().resolve("home");
    }

    private Path logFile() {
        return folder().resolve("takeover.log");
    }

    private String log() throws IOException {
        return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = store().open(home());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
