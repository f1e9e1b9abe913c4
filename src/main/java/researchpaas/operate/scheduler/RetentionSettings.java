package researchpaas.operate.scheduler;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param retention how long the audit log goes back (AUDIT_RETENTION)
@Validated
@ConfigurationProperties("research-paas.audit")
record RetentionSettings(@NotNull @DefaultValue("400d") Duration retention) {
    private static final Duration SHORTEST = Duration.ofDays(1);

    RetentionSettings {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "AUDIT_RETENTION must be a day (1d) or longer, but is " + retention);
        }
    }
}
