package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.DocumentKey;
import researchpaas.ingest.AddedSources.Choice;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.search.IndexFollower;
import researchpaas.search.Query;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchResult.Hit;

/// The program in development without a folder of its own.
@SpringBootTest
class KeepSamplesTest {
    @TempDir static Path folder;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("research-paas.home", () -> folder.resolve("home").toString());
        registry.add(
                "research-paas.database.path", () -> folder.resolve("home/library.db").toString());
        registry.add("research-paas.folder.root", () -> "");
        registry.add("research-paas.samples.root", () -> folder.resolve("samples").toString());
        registry.add("research-paas.ingest.automatic", () -> "false");
    }

    @Autowired KeepSamples samples;
    @Autowired AddedSources added;
    @Autowired IngestLibrary ingest;
    @Autowired Ledger ledger;
    @Autowired Access access;
    @Autowired Jobs jobs;
    @Autowired IndexFollower follower;
    @Autowired SearchDocuments search;
    @Autowired JdbcClient sql;

    @BeforeEach
    void forgetEverything() throws Exception {
        // a scan that a test did not wait for would report in the midst of it
        for (Job left : jobs.latest(20)) {
            ended(left);
        }
        samples.remove();
        sql.sql("update files set gone = true").update();
        sql.sql("update sources set name = name || '-' || id").update();
        sql.sql("delete from job_files").update();
        sql.sql("delete from jobs").update();
        write("papers/otters.md", "# Otters\n\nOtters hold hands while they sleep.");
        write("datasets/rain/README.md", "# Rain\n\nHourly readings of three gauges.");
    }

    @Test
    void loadsThemIntoAnEmptyLibraryAndKeepsFollowingThem() throws Exception {
        samples.decideAtStart();
        scan();
        assertThat(titles("otters")).containsExactly("Otters");

        write("papers/badgers.md", "# Badgers\n\nBadgers dig their setts into the slope.");
        samples.decideAtStart();
        scan();
        assertThat(titles("badgers")).contains("Badgers");
    }

    @Test
    void loadsNoneIntoALibraryThatHoldsSomething() throws Exception {
        ledger.discover(ledger.source("upload"), file("a.pdf"), open());

        samples.decideAtStart();

        assertThat(added.choice(KeepSamples.SOURCE)).isEqualTo(Choice.OPEN);
        assertThat(ingest.start()).extracting(Job::source).doesNotContain(KeepSamples.SOURCE);
    }

    @Test
    void removesThemForGoodAndLeavesTheOthersAlone() throws Exception {
        samples.decideAtStart();
        scan();
        DocumentKey key = hits("otters").getFirst().document().key();
        SourceId other = ledger.source("folder:other");
        ledger.discover(other, file("papers/otters.md"), open());
        int passages = count("passages");

        assertThat(samples.remove()).isEqualTo(2);

        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        assertThat(titles("otters")).isEmpty();
        assertThat(ledger.present(other)).hasSize(1);
        assertThat(passages).isPositive();
        assertThat(count("passages")).as("text that is left").isZero();
        assertThat(count("vectors")).isZero();
        assertThat(samples.remove()).as("once more").isZero();

        samples.decideAtStart();
        scan();
        assertThat(titles("otters")).as("after another start").isEmpty();

        assertThat(samples.add()).isPresent();
        scan();
        assertThat(hits("otters").getFirst().document().key()).isEqualTo(key);
    }

    @Test
    void endsARemovalThatAKillCutShort() throws Exception {
        samples.decideAtStart();
        scan();
        added.drop(KeepSamples.SOURCE);

        samples.decideAtStart();

        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        assertThat(titles("otters")).isEmpty();
    }

    /// Once the samples were the library's folder where no other was set.
    @Test
    void adoptsTheSamplesOfAnEarlierVersionUnderTheirNumbers() throws Exception {
        samples.decideAtStart();
        scan();
        DocumentKey key = hits("otters").getFirst().document().key();
        added.rename(KeepSamples.SOURCE, "folder:library");

        samples.decideAtStart();
        scan();

        assertThat(jobs.latest(2)).extracting(Job::source).contains(KeepSamples.SOURCE);
        assertThat(hits("otters").getFirst().document().key()).isEqualTo(key);
        assertThat(samples.remove()).isEqualTo(2);
    }

    @Test
    void doesNotTakeADepartmentsFilesForSamples() {
        SourceId library = ledger.source("folder:library");
        ledger.discover(library, file("papers/otters.md"), open());
        ledger.discover(library, file("papers/ours.md"), open());

        samples.decideAtStart();

        assertThat(added.choice(KeepSamples.SOURCE)).isEqualTo(Choice.OPEN);
        assertThat(samples.remove()).isZero();
        assertThat(ledger.present(library)).hasSize(2);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("samples").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static SourceFile file(String path) {
        return new SourceFile(path, 10, Instant.EPOCH);
    }

    private long open() {
        return access.idOf(Set.of(Principal.ANYONE));
    }

    private int count(String table) {
        return sql.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private void scan() throws InterruptedException {
        for (Job started : ingest.start()) {
            assertThat(ended(started).state()).isEqualTo(JobState.DONE);
        }
        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
    }

    private Job ended(Job started) throws InterruptedException {
        Job job = started;
        for (int wait = 0; job.isActive() && wait < 1_000; wait++) {
            Thread.sleep(20);
            job = jobs.find(job.id()).orElseThrow();
        }
        assertThat(job.isActive()).isFalse();
        return job;
    }

    private List<Hit> hits(String words) {
        Query query = new Query(words, researchpaas.search.Filter.NONE, Query.Mode.WORDS, 0, 10);
        return search.search(query, Reader.local()).hits();
    }

    private List<String> titles(String words) {
        return hits(words).stream().map(hit -> hit.document().title()).toList();
    }
}
