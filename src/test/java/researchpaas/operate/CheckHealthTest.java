package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import researchpaas.document.Changes;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.Publication;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Status;
import researchpaas.search.IndexFollower;

@DoorsTest
class CheckHealthTest {
    @Autowired CheckHealth health;
    @Autowired IndexFollower follower;
    @Autowired Changes changes;
    @Autowired Publication publication;
    @Autowired SmallLibrary library;
    @Autowired BreakableIndex index;
    @Autowired Jobs jobs;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
        follower.start();
    }

    @Test
    void isHealthyWhenEverythingAnswers() {
        assertThat(health.check().status()).isEqualTo(Status.HEALTHY);
        assertThat(health.check().behind()).isZero();
    }

    @Test
    void tellsHowFarTheIndexIsBehindWithoutCallingThatAFault() {
        follower.stop();
        publication.touch(everything());

        assertThat(health.check().behind()).isEqualTo(5);
        assertThat(health.check().status()).isEqualTo(Status.HEALTHY);
    }

    private List<DocumentId> everything() {
        return changes.after(0, 100, "").stream()
                .filter(Change.Present.class::isInstance)
                .map(Change::document)
                .toList();
    }

    @Test
    void isDegradedWithoutItsIndex() {
        index.breakDown(true);

        assertThat(health.check().index()).isEqualTo(State.DOWN);
        assertThat(health.check().behind()).isNull();
        assertThat(health.check().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void isDegradedAfterAScanThatFailed() {
        jobs.end(jobs.enqueue("folder:library").id(), Reason.of(Code.SOURCE_UNAVAILABLE));

        assertThat(health.check().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void isDegradedWhenOneOfSeveralSourcesFailed() {
        jobs.end(jobs.enqueue("folder:library").id(), Reason.of(Code.SOURCE_UNAVAILABLE));
        jobs.end(jobs.enqueue("other").id(), null);

        assertThat(health.check().status()).isEqualTo(Status.DEGRADED);
        assertThat(health.check().latestJob()).extracting(Job::source).isEqualTo("folder:library");
    }
}
