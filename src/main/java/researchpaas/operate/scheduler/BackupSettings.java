package researchpaas.operate.scheduler;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param to where archives go, a folder or `s3://bucket/prefix`; empty for none (BACKUP_TO)
/// @param every the pause between two (BACKUP_EVERY)
/// @param keep how many stay (BACKUP_KEEP)
/// @param retry the pause after one that failed
@Validated
@ConfigurationProperties("research-paas.backup")
record BackupSettings(
        @NotNull @DefaultValue("") String to,
        @NotNull @DefaultValue("24h") Duration every,
        @Min(1) @Max(1000) @DefaultValue("7") int keep,
        @NotNull @DefaultValue("30m") Duration retry) {}
