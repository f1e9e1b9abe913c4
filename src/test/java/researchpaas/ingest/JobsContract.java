package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.FileId;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Jobs.Progress;

/// What [Jobs] promises. Each test starts without any.
public interface JobsContract {
    Jobs jobs();

    /// A file in the ledger that those may see who hold one of these.
    FileId file(String path, String... principals);

    @Test
    default void startsAJobAsWaiting() {
        Job job = jobs().enqueue("folder:図書");

        assertThat(job.source()).isEqualTo("folder:図書");
        assertThat(job.state()).isEqualTo(JobState.WAITING);
        assertThat(job.planned()).isZero();
        assertThat(job.progress()).isEqualTo(new Progress(0, null, null));
        assertThat(job.counts()).isEmpty();
        assertThat(job.createdAt()).isNotNull();
        assertThat(job.startedAt()).isNull();
        assertThat(job.endedAt()).isNull();
        assertThat(jobs().find(job.id())).contains(job);
        assertThat(jobs().find(job.id() + 1)).isEmpty();
    }

    @Test
    default void addsNothingWhileAJobOfTheSourceWaits() {
        Job job = jobs().enqueue("a");

        assertThat(jobs().enqueue("a").id()).isEqualTo(job.id());
        assertThat(jobs().enqueue("b").id()).isNotEqualTo(job.id());
        assertThat(jobs().latest(10)).hasSize(2);
    }

    @Test
    default void takesARequestThatComesWhileAJobRuns() {
        Job running = jobs().enqueue("a");
        jobs().begin(running.id());
        Job next = jobs().enqueue("a");

        assertThat(next.id()).isNotEqualTo(running.id());
        assertThat(next.state()).isEqualTo(JobState.WAITING);
    }

    /// One that waits may begin just while another is asked for.
    @Test
    default void alwaysGivesAJobWhileWaitingOnesBegin() throws Exception {
        int rounds = 300;
        AtomicBoolean asked = new AtomicBoolean();
        Thread beginning =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!asked.get()) {
                                jobs().latestOf("a").ifPresent(job -> jobs().begin(job.id()));
                            }
                        });
        try {
            for (int i = 0; i < rounds; i++) {
                assertThat(jobs().enqueue("a").state()).isEqualTo(JobState.WAITING);
            }
        } finally {
            asked.set(true);
            beginning.join();
        }
    }

    @Test
    default void takesUpAJobAgainWhoseProcessDied() {
        Job job = jobs().enqueue("a");

        assertThat(jobs().begin(job.id())).isTrue();
        Job started = find(job);
        assertThat(started.state()).isEqualTo(JobState.RUNNING);
        assertThat(started.startedAt()).isNotNull();
        jobs().report(job.id(), new FileReport("a.pdf", Outcome.PUBLISHED, null));
        assertThat(jobs().begin(job.id())).isTrue();
        assertThat(find(job).startedAt()).isEqualTo(started.startedAt());
        assertThat(find(job).count(Outcome.PUBLISHED)).isEqualTo(1);
    }

    @Test
    default void doesNotBeginAJobThatHasEnded() {
        Job job = jobs().enqueue("a");
        jobs().begin(job.id());
        jobs().end(job.id(), null);

        assertThat(jobs().begin(job.id())).isFalse();
        assertThat(jobs().begin(99)).isFalse();
        assertThat(find(job).state()).isEqualTo(JobState.DONE);
        assertThat(find(job).endedAt()).isNotNull();
        assertThat(find(job).trouble()).isNull();
    }

    @Test
    default void tellsWhyAJobFailed() {
        Job job = jobs().enqueue("a");
        jobs().begin(job.id());
        Reason reason = Reason.of(Reason.Code.SOURCE_UNAVAILABLE, "library");
        jobs().end(job.id(), reason);
        jobs().end(job.id(), null);

        assertThat(find(job).state()).isEqualTo(JobState.FAILED);
        assertThat(find(job).trouble()).isEqualTo(reason);
    }

    @Test
    default void countsWhatBecameOfTheFiles() {
        Job job = jobs().enqueue("a");
        jobs().planned(job.id(), 4, 5_000_000_000L);
        report(job, "a.pdf", Outcome.PUBLISHED);
        report(job, "b.pdf", Outcome.PUBLISHED);
        report(job, "c.pdf", Outcome.FAILED);
        report(job, "c.pdf", Outcome.SKIPPED);

        assertThat(find(job).planned()).isEqualTo(4);
        assertThat(find(job).plannedBytes()).isEqualTo(5_000_000_000L);
        assertThat(find(job).done()).isEqualTo(3);
        assertThat(find(job).counts()).isEqualTo(Map.of(Outcome.PUBLISHED, 2, Outcome.SKIPPED, 1));
        assertThat(jobs().latest(1).getFirst().counts()).isEqualTo(find(job).counts());
    }

    @Test
    default void countsUnchangedFilesWithoutListingThem() {
        Job job = jobs().enqueue("a");
        jobs().begin(job.id());
        report(job, "new.pdf", Outcome.PUBLISHED);
        jobs().unchanged(job.id(), 7, 7_000);

        // the published file is one of the seven when the job is taken up again after a crash
        assertThat(find(job).counts())
                .isEqualTo(Map.of(Outcome.PUBLISHED, 1, Outcome.UNCHANGED, 6));
        assertThat(jobs().files(job.id(), 0, 10)).hasSize(1);
        assertThat(find(job).progress().doneBytes()).isEqualTo(7_000);
    }

    @Test
    default void keepsHowFarAJobIs() {
        Job job = jobs().enqueue("a");
        jobs().begin(job.id());
        Progress progress = new Progress(3_000_000_000L, new Pace(2.5, 1.25e6), file("論文.pdf"));
        jobs().progress(job.id(), new Progress(1, null, null));
        jobs().progress(job.id(), progress);

        assertThat(find(job).progress()).isEqualTo(progress);
        assertThat(jobs().latest(1).getFirst().progress()).isEqualTo(progress);
    }

    @Test
    default void readsNothingAnyMoreWhenAJobEndsOrIsTakenUpAgain() {
        Job job = jobs().enqueue("a");
        jobs().begin(job.id());
        FileId file = file("a.pdf");
        jobs().progress(job.id(), new Progress(7, new Pace(1, 1), file));
        jobs().begin(job.id());
        assertThat(jobs().reading(job.id(), Reader.local())).isEmpty();

        jobs().progress(job.id(), new Progress(8, new Pace(1, 1), file));
        jobs().end(job.id(), null);
        assertThat(find(job).progress()).isEqualTo(new Progress(8, new Pace(1, 1), null));
        assertThat(jobs().reading(job.id(), Reader.local())).isEmpty();
    }

    @Test
    default void tellsThePathOfTheFileOnlyToThoseWhoMaySeeIt() {
        Job job = jobs().enqueue("a");
        jobs().progress(job.id(), new Progress(0, null, file("秘密.pdf", "group:lab@u.ac.jp")));

        assertThat(jobs().reading(job.id(), Reader.local())).contains("秘密.pdf");
        assertThat(
                        jobs().reading(
                                        job.id(),
                                        Reader.holding("a", new Principal("group:lab@u.ac.jp"))))
                .contains("秘密.pdf");
        assertThat(jobs().reading(job.id(), Reader.nobody())).isEmpty();
        assertThat(jobs().reading(job.id(), Reader.holding("nothing"))).isEmpty();
        assertThat(jobs().reading(99, Reader.local())).isEmpty();
    }

    @Test
    default void estimatesTheTimeLeftByFilesAndBytes() {
        Job job = jobs().enqueue("a");
        jobs().begin(job.id());
        jobs().planned(job.id(), 10, 10_000);
        report(job, "a.pdf", Outcome.PUBLISHED);
        report(job, "b.pdf", Outcome.PUBLISHED);
        jobs().progress(job.id(), new Progress(4_000, null, null));
        assertThat(find(job).timeLeft()).as("no pace yet").isEmpty();
        assertThat(find(job).share()).as("2 of 10 files, 4 of 10 kB").isCloseTo(.3, within(1e-9));

        // 6,000 bytes and 8 files of 1,000 on average are left
        jobs().progress(job.id(), new Progress(4_000, new Pace(2, 1_500), null));
        assertThat(find(job).timeLeft()).contains(Duration.ofSeconds(4));
        jobs().progress(job.id(), new Progress(4_000, new Pace(2, 0), null));
        assertThat(find(job).timeLeft()).as("empty files of late").contains(Duration.ofSeconds(7));
        jobs().planned(job.id(), 10, 0);
        jobs().progress(job.id(), new Progress(0, new Pace(2, 0), null));
        assertThat(find(job).timeLeft()).as("only empty files").contains(Duration.ofSeconds(4));

        jobs().end(job.id(), null);
        assertThat(find(job).timeLeft()).isEmpty();
    }

    @Test
    default void forgetsOldJobsButNoneThatGoesOn() {
        Job waiting = jobs().enqueue("waits");
        Job old = jobs().enqueue("old");
        report(old, "a.pdf", Outcome.PUBLISHED);
        jobs().end(old.id(), null);
        Job recent = jobs().enqueue("recent");
        jobs().end(recent.id(), null);

        jobs().keepNewest(1);

        assertThat(jobs().find(old.id())).isEmpty();
        assertThat(jobs().files(old.id(), 0, 10)).isEmpty();
        assertThat(jobs().find(waiting.id())).isPresent();
        assertThat(jobs().find(recent.id())).isPresent();
    }

    @Test
    default void listsReportsInTheOrderOfThePaths() {
        Job job = jobs().enqueue("a");
        Reason reason = Reason.of(Reason.Code.TOO_LARGE, "200", "100");
        jobs().report(job.id(), new FileReport("b.pdf", Outcome.SKIPPED, reason));
        report(job, "論文.pdf", Outcome.UNCHANGED);
        report(job, "a.pdf", Outcome.MOVED);
        report(jobs().enqueue("other"), "x.pdf", Outcome.REMOVED);

        assertThat(jobs().files(job.id(), 0, 10))
                .containsExactly(
                        new FileReport("a.pdf", Outcome.MOVED, null),
                        new FileReport("b.pdf", Outcome.SKIPPED, reason),
                        new FileReport("論文.pdf", Outcome.UNCHANGED, null));
        assertThat(jobs().files(job.id(), 1, 1))
                .extracting(FileReport::path)
                .containsExactly("b.pdf");
        assertThat(jobs().files(job.id(), 3, 10)).isEmpty();
    }

    @Test
    default void listsTheNewestJobsFirst() {
        List<Long> ids =
                IntStream.range(0, 5).mapToObj(i -> jobs().enqueue("source " + i).id()).toList();

        assertThat(jobs().latest(3))
                .extracting(Job::id)
                .containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(jobs().latest(10)).hasSize(5);
    }

    @Test
    default void tellsTheNewestJobOfEachSource() {
        jobs().end(jobs().enqueue("a").id(), null);
        Job a = jobs().enqueue("a");
        Job b = jobs().enqueue("b");
        jobs().begin(a.id());
        jobs().report(a.id(), new FileReport("x.pdf", Outcome.PUBLISHED, null));

        assertThat(jobs().latestOfEach()).extracting(Job::id).containsExactly(a.id(), b.id());
        assertThat(jobs().latestOfEach().getFirst().count(Outcome.PUBLISHED)).isEqualTo(1);
    }

    private Job find(Job job) {
        return jobs().find(job.id()).orElseThrow();
    }

    private void report(Job job, String path, Outcome outcome) {
        jobs().report(job.id(), new FileReport(path, outcome, null));
    }
}
