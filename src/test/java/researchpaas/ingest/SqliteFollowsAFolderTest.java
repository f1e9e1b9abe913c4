package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.Health;
import researchpaas.operate.Health.Name;
import researchpaas.operate.Health.Symptom;

class SqliteFollowsAFolderTest extends FollowsAFolderContract {
    @Autowired JdbcClient sql;
    @Autowired CheckHealth health;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("research-paas.database.url", () -> "");
        registry.add(
                "research-paas.database.path", () -> folder.resolve("home/library.db").toString());
    }

    @Test
    void tellsOfAFullDiskAndGoesOnWhenThereIsSpaceAgain() throws Exception {
        write("papers/tern.md", "# Terns\n\nTerns plunge for fish.");
        scan();
        write("papers/gannet.md", "# Gannets\n\nGannets dive from a great height.");
        write("papers/fulmar.md", "# Fulmars\n\nFulmars glide along the cliffs.");

        fillDisk();
        try {
            Job job = finished(ingest.start(source.name()).id());

            assertThat(job.state()).isEqualTo(JobState.DONE);
            assertThat(job.count(Outcome.FAILED)).isEqualTo(2);
            assertThat(job.count(Outcome.UNCHANGED)).isEqualTo(1);
            assertThat(jobs.files(job.id(), 0, 10))
                    .extracting(FileReport::reason)
                    .extracting(Reason::code)
                    .isEqualTo(List.of(Reason.Code.INTERNAL, Reason.Code.INTERNAL));
            assertThat(health.check().part(Name.DATABASE).symptom())
                    .extracting(Symptom::code)
                    .isEqualTo("full");
            assertThat(health.check().status()).isNotEqualTo(Health.Status.HEALTHY);
            assertThat(titles("terns")).contains("Terns");
        } finally {
            freeDisk();
        }

        assertThat(health.check().part(Name.DATABASE).symptom()).isNull();
        ingest.start().forEach(job -> ended(job.id()));
        assertThat(follower.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        assertThat(titles("gannets")).contains("Gannets");
        assertThat(titles("fulmars")).contains("Fulmars");
    }

    @Test
    void givesNoFileUpWhileTheDiskIsFull() throws Exception {
        Entry entry = known("papers/skua.md", "# Skuas\n\nSkuas rob other birds.");
        publication.hide(List.of(entry.id()));
        Reason crash = Reason.of(Reason.Code.READER_CRASHED);
        // the last try that a file has
        ledger.fail(entry.id(), crash, 3, Instant.now(), extractor.version());

        fillDisk();
        try {
            finished(ingest.start(source.name()).id());
        } finally {
            freeDisk();
        }

        Entry failed = ledger.find(entry.id()).orElseThrow();
        assertThat(failed.state()).isEqualTo(Ledger.State.FAILED);
        assertThat(failed.reason()).isNotEqualTo(crash);
        assertThat(failed.nextTry()).isNotNull();
    }

    /// SQLite says that the disk is full when its file has as many pages as it may. Small writes
    /// find room in the pages that it has, so whatever is to be published is made to want more.
    private void fillDisk() {
        sql.sql("create table ballast (filler blob)").update();
        sql.sql(
                        """
                        create trigger needs_room before update on change_sequence
                        begin insert into ballast values (zeroblob(4000000)); end
                        """)
                .update();
        int pages = sql.sql("pragma page_count").query(Integer.class).single();
        sql.sql("pragma max_page_count = " + (pages + 100)).query(Integer.class).single();
    }

    private void freeDisk() {
        sql.sql("pragma max_page_count = 1000000").query(Integer.class).single();
        sql.sql("drop trigger needs_room").update();
        sql.sql("drop table ballast").update();
    }
}
