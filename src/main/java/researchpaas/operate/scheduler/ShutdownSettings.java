package researchpaas.operate.scheduler;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param drain how long an instance that was asked to end answers requests still, having said that
///   it wants none (SHUTDOWN_DRAIN)
@Validated
@ConfigurationProperties("research-paas.shutdown")
record ShutdownSettings(@NotNull @DefaultValue("0s") Duration drain) {
    /// The phase in which this is waited for takes no longer.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    ShutdownSettings {
        if (drain.isNegative() || drain.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "SHUTDOWN_DRAIN must be from 0s to 10s, but is " + drain);
        }
    }
}
