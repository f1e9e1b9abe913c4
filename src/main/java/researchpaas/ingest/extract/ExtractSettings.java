package researchpaas.ingest.extract;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import researchpaas.ingest.extract.guard.ZipGuard;
import researchpaas.ingest.extract.reader.TextSink;

/// @param heap of one child
/// @param deadline wall-clock time for one file, from the moment a child takes it
/// @param idle how long a child waits for the next file before it ends
/// @param children how many files are read at the same time; each has a process of its own
/// @param maxText UTF-16 units that one file may yield
/// @param maxPages pages that one file may have
/// @param unpack what an archive or an Office file may hold
/// @param ocr text recognition, for pages and pictures without text
@Validated
@ConfigurationProperties("research-paas.extract")
record ExtractSettings(
        @DefaultValue("96MB") @NotNull DataSize heap,
        @DefaultValue("20s") @NotNull Duration deadline,
        @DefaultValue("30s") @NotNull Duration idle,
        @DefaultValue("1") @Min(1) @Max(16) int children,
        @DefaultValue("8000000") @Min(1000) @Max(200_000_000) int maxText,
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxPages,
        @DefaultValue @Valid @NotNull Unpack unpack,
        @DefaultValue @Valid @NotNull Ocr ocr) {

    /// @param program `false`, `true` for the one on the path, or where Tesseract is
    ///   (TEXT_RECOGNITION)
    /// @param languages as Tesseract names them, joined by `+` (TEXT_RECOGNITION_LANGUAGES)
    /// @param pageDeadline after which a page is left without text
    /// @param deadline of a file that has such pages, in place of the usual one
    /// @param heap of a child that draws pages, where the usual one is smaller
    record Ocr(
            @DefaultValue("false") @NotNull String program,
            @DefaultValue("jpn+eng") @NotNull @Pattern(regexp = "\\w{3,20}(\\+\\w{3,20}){0,3}")
                    String languages,
            @DefaultValue("60s") @NotNull Duration pageDeadline,
            @DefaultValue("15m") @NotNull Duration deadline,
            @DefaultValue("256MB") @NotNull DataSize heap) {
        boolean isOn() {
            return !program.isBlank() && !program.equals("false");
        }
    }

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

    /// A scanned page in colour takes more than any text.
    DataSize childHeap() {
        return ocr.isOn() && ocr.heap().compareTo(heap) > 0 ? ocr.heap() : heap;
    }

    TextSink.Limits limits() {
        return new TextSink.Limits(maxText, maxPages, unpack.limits());
    }
}
