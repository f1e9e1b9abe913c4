package researchpaas.ingest.extract;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// The settings of a test's child: the smallest heap, few pages, little text.
final class TestSettings {
    static final DataSize HEAP = DataSize.ofMegabytes(96);

    private TestSettings() {}

    static ExtractSettings of(Duration deadline, Duration idle) {
        return of(deadline, idle, 1_000_000, 1_000);
    }

    static ExtractSettings of(Duration deadline, Duration idle, int maxText, int maxPages) {
        return of(deadline, idle, maxText, maxPages, ocr("false"));
    }

    static ExtractSettings with(ExtractSettings.Ocr ocr, Duration deadline) {
        return of(deadline, Duration.ofSeconds(30), 1_000_000, 1_000, ocr);
    }

    private static ExtractSettings of(
            Duration deadline, Duration idle, int maxText, int maxPages, ExtractSettings.Ocr ocr) {
        return new ExtractSettings(
                HEAP,
                deadline,
                idle,
                1,
                maxText,
                maxPages,
                new ExtractSettings.Unpack(50_000, DataSize.ofMegabytes(512), 100),
                ocr);
    }

    static ExtractSettings.Ocr ocr(String program) {
        return new ExtractSettings.Ocr(
                program,
                "jpn+eng",
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                DataSize.ofMegabytes(256));
    }
}
