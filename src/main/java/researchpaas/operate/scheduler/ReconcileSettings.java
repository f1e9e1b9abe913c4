package researchpaas.operate.scheduler;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param at the time of day as HH:MM, or `off` (RECONCILE_AT)
/// @param zone in which that time is meant
@Validated
@ConfigurationProperties("research-paas.reconcile")
record ReconcileSettings(
        @NotNull
                @DefaultValue("03:30")
                @Pattern(
                        regexp = "([01][0-9]|2[0-3]):[0-5][0-9]|off",
                        message = "RECONCILE_AT is a time of day like 03:30, or off")
                String at,
        @NotNull @DefaultValue("Asia/Tokyo") ZoneId zone) {}
