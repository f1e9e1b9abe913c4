package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import researchpaas.document.Language;
import researchpaas.doors.InMemoryIndex;
import researchpaas.doors.InMemoryJobs;
import researchpaas.doors.InMemoryLibrary;
import researchpaas.doors.SampleLibrary;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.operate.Health.State;
import researchpaas.operate.Health.Status;
import researchpaas.search.EmbeddingModel;

class CheckHealthTest {
    private final InMemoryLibrary library = new InMemoryLibrary();
    private final InMemoryIndex index = new InMemoryIndex(library);
    private final InMemoryJobs jobs = new InMemoryJobs();
    private final CheckHealth health = new CheckHealth(library, index, new Nameless(), jobs);

    @Test
    void isReadyOnlyWhenTheIndexHasCaughtUpAndStaysReadyAfterwards() {
        SampleLibrary.fill(library);
        index.fallBehind(true);
        assertThat(health.ready()).isFalse();
        assertThat(health.check().behind()).isEqualTo(5);

        index.fallBehind(false);
        assertThat(health.ready()).isTrue();

        index.fallBehind(true);
        assertThat(health.ready()).as("a later import does not make it unready").isTrue();
    }

    @Test
    void isNotReadyWithoutAnIndex() {
        index.breakDown(true);

        assertThat(health.ready()).isFalse();
        assertThat(health.check().index()).isEqualTo(State.DOWN);
    }

    @Test
    void isDegradedAfterAScanThatFailed() {
        assertThat(health.check().status()).isEqualTo(Status.HEALTHY);

        jobs.end(jobs.enqueue("folder:library").id(), Reason.of(Code.SOURCE_UNAVAILABLE));

        assertThat(health.check().status()).isEqualTo(Status.DEGRADED);
    }

    private static final class Nameless implements EmbeddingModel {
        @Override
        public Card card() {
            return new Card("none", 1, 1, Set.of(Language.ENGLISH));
        }

        @Override
        public int tokens(String text) {
            return 1;
        }

        @Override
        public float[] passage(String text) {
            return new float[] {1};
        }

        @Override
        public float[] query(String text) {
            return new float[] {1};
        }
    }
}
