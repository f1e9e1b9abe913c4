package researchpaas.ingest.scheduler;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param maxFileSize larger files are skipped unread (MAX_FILE_SIZE_MB)
/// @param filesAtOnce how many files are under way at the same time
/// @param rescan the periodic scan finds what no watch reports
/// @param retention how long text and vectors of a deleted file are kept for its return
/// @param automatic whether scans start by themselves: at start, on change, periodically
@Validated
@ConfigurationProperties("research-paas.ingest")
record IngestSettings(
        @NotNull @DefaultValue("100MB") DataSize maxFileSize,
        @Min(1) @Max(16) @DefaultValue("2") int filesAtOnce,
        @NotNull @DefaultValue("10m") Duration rescan,
        @NotNull @DefaultValue("30d") Duration retention,
        @DefaultValue("true") boolean automatic) {}
