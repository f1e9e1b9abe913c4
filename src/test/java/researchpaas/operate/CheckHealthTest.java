package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.InMemoryIndex;
import researchpaas.doors.InMemoryJobs;
import researchpaas.doors.InMemoryLibrary;
import researchpaas.doors.SampleLibrary;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Status;

@DoorsTest
class CheckHealthTest {
    @Autowired CheckHealth health;
    @Autowired InMemoryLibrary library;
    @Autowired InMemoryIndex index;
    @Autowired InMemoryJobs jobs;

    @BeforeEach
    void fill() {
        SampleLibrary.fill(library);
        jobs.clear();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
        index.fallBehind(false);
    }

    @Test
    void isHealthyWhenEverythingAnswers() {
        assertThat(health.check().status()).isEqualTo(Status.HEALTHY);
        assertThat(health.check().behind()).isZero();
    }

    @Test
    void tellsHowFarTheIndexIsBehindWithoutCallingThatAFault() {
        index.fallBehind(true);

        assertThat(health.check().behind()).isEqualTo(5);
        assertThat(health.check().status()).isEqualTo(Status.HEALTHY);
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
}
