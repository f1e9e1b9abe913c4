package researchpaas.ingest.extract;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param heap of one child
/// @param deadline wall-clock time for one file, from the moment a child takes it
/// @param idle how long a child waits for the next file before it ends
/// @param children how many files are read at the same time; each has a process of its own
/// @param maxText UTF-16 units that one file may yield
/// @param maxPages pages that one file may have
/// @param unpack what an archive or an Office file may hold
@Validated
@ConfigurationProperties("research-paas.extract")
record ExtractSettings(
        @DefaultValue("96MB") @NotNull DataSize heap,
        @DefaultValue("20s") @NotNull Duration deadline,
        @DefaultValue("30s") @NotNull Duration idle,
        @DefaultValue("1") @Min(1) @Max(16) int children,
        @DefaultValue("8000000") @Min(1000) @Max(200_000_000) int maxText,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxPages,
        @DefaultValue @Valid @NotNull Unpack unpack) {

    /// @param maxEntries files inside the archive
    /// @param maxSize of all of them together, unpacked
    /// @param maxRatio how many times its packed size a file may have, beyond the first ten
    ///   megabytes
    record Unpack(
            @DefaultValue("50000") @Min(1) @Max(1_000_000) int maxEntries,
            @DefaultValue("512MB") @NotNull DataSize maxSize,
            @DefaultValue("100") @Min(2) @Max(100_000) int maxRatio) {
        ZipGuard.Limits limits() {
            return new ZipGuard.Limits(maxEntries, maxSize.toBytes(), maxRatio);
        }
    }

    TextSink.Limits limits() {
        return new TextSink.Limits(maxText, maxPages, unpack.limits());
    }
}
