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
import researchpaas.doors.RoomyDisk;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.operate.Health.Name;
import researchpaas.operate.Health.Part;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Status;
import researchpaas.operate.Health.Symptom;
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
    @Autowired RoomyDisk disk;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void repair() {
        index.breakDown(false);
        disk.leave(50_000);
        follower.start();
    }

    @Test
    void isHealthyWhenEverythingAnswers() {
        assertThat(health.check().status()).isEqualTo(Status.HEALTHY);
        assertThat(health.check().figures().behind()).isZero();
    }

    @Test
    void tellsHowFarTheIndexIsBehindWithoutCallingThatAFault() {
        follower.stop();
        publication.touch(everything());

        assertThat(health.check().figures().behind()).isEqualTo(5);
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

        assertThat(health.check().part(Name.INDEX).state()).isEqualTo(State.DOWN);
        assertThat(health.check().figures().behind()).isNull();
        assertThat(health.check().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void tellsOfADiskThatIsFullOrNearlySo() {
        disk.leave(100);
        assertThat(health.check().part(Name.DISK))
                .extracting(Part::state, Part::symptom)
                .containsExactly(State.DEGRADED, new Symptom("health.disk.LOW", List.of("100")));
        disk.leave(3);
        assertThat(health.check().part(Name.DISK))
                .extracting(Part::state, Part::symptom)
                .containsExactly(State.DOWN, new Symptom("health.disk.FULL", List.of("3")));
        assertThat(health.check().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void tellsSinceWhenAPartIsAsItIs() {
        Part fine = health.check().part(Name.INDEX);
        assertThat(health.check().part(Name.INDEX).since()).isEqualTo(fine.since());

        index.breakDown(true);
        Part down = health.check().part(Name.INDEX);
        assertThat(down.since()).isAfter(fine.since());
        assertThat(health.check().part(Name.INDEX).since()).isEqualTo(down.since());
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
        assertThat(health.check().part(Name.JOBS).symptom())
                .isEqualTo(new Symptom("reason.SOURCE_UNAVAILABLE", List.of()));
    }
}
