package researchpaas.credential.jdbc;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param idle how long a refresh token holds that is not used (REFRESH_TOKEN_IDLE)
/// @param whole how long a program stays signed in at most (REFRESH_TOKEN_LIFETIME)
@Validated
@ConfigurationProperties("research-paas.auth.refresh")
record RefreshSettings(
        @NotNull @DefaultValue("14d") Duration idle, @NotNull @DefaultValue("90d") Duration whole) {
    RefreshSettings {
        if (!idle.isPositive() || whole.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "REFRESH_TOKEN_IDLE must be above nothing and at most REFRESH_TOKEN_LIFETIME");
        }
    }
}
