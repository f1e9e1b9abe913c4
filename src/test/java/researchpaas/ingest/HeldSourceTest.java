package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class HeldSourceTest {
    private final Map<String, String> held = new ConcurrentHashMap<>();
    private final Leases leases =
            new Leases() {
                @Override
                public boolean hold(String source, String run) {
                    Thread.yield();
                    return run.equals(held.merge(source, run, (holder, _) -> holder));
                }

                @Override
                public void release(String source, String run) {
                    held.remove(source, run);
                    Thread.yield();
                }
            };

    @Test
    void anotherRunWaitsWhileASourceIsHeld() {
        HeldSource one = HeldSource.of(leases, "drive:1").orElseThrow();
        assertThat(HeldSource.of(leases, "drive:1")).isEmpty();
        one.close();
        HeldSource.of(leases, "drive:1").orElseThrow().close();
    }

    @Test
    void noRenewalComesAfterTheRelease() {
        for (int i = 0; i < 3000; i++) {
            HeldSource.of(leases, "drive:1", Duration.ofNanos(1)).orElseThrow().close();
        }
        assertThat(held).isEmpty();
    }
}
