package researchpaas.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/// What all figures have in common.
final class Names {
    static final String PREFIX = "research.paas.";

    /// Of what a person waits for.
    private static final Duration[] WAITING = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private Names() {}

    static Timer.Builder waiting(String name) {
        return Timer.builder(name).serviceLevelObjectives(WAITING);
    }

    /// As labels have it.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
