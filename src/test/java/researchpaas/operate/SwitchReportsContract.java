package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.ingest.Reason;
import researchpaas.operate.SwitchReport.Held;
import researchpaas.operate.SwitchReport.Vectors;
import researchpaas.search.CompareAnswers.Compared;
import researchpaas.search.IndexChoices.Choice;

/// What [SwitchReports] promises.
public interface SwitchReportsContract {
    /// Those of one instance.
    SwitchReports reports();

    /// Those of another one on the same database.
    SwitchReports ofAnotherInstance();

    private static SwitchReport report(boolean switched, @Nullable Held before) {
        return new SwitchReport(
                new Choice("lucene", "模型", 384),
                new Choice("qdrant", "模型", 384),
                Instant.parse("2026-11-29T01:02:03.456Z"),
                Instant.parse("2026-11-29T01:02:04Z"),
                7,
                before,
                new Held(3, 30),
                4,
                40,
                switched
                        ? List.of()
                        : List.of(
                                new Finding(
                                        Finding.Kind.NOT_INDEXED,
                                        null,
                                        null,
                                        2,
                                        List.of(new Finding.Place(1L, null, 5L))),
                                new Finding(
                                        Finding.Kind.DRIVE_NOT_LISTED,
                                        "drive:部門",
                                        Reason.of(Reason.Code.TOO_LARGE, "300", "200"),
                                        1,
                                        List.of())),
                new Vectors(500, 0, 0.99987654321),
                before == null ? null : new Compared(40, 0.975, 0.9, 40),
                switched);
    }

    @Test
    default void tellsEveryInstanceTheNewestReport() {
        assertThat(reports().newest()).isEmpty();

        SwitchReport refused = report(false, null);
        reports().keep(refused);
        assertThat(ofAnotherInstance().newest()).contains(refused);

        SwitchReport done = report(true, new Held(4, 40));
        ofAnotherInstance().keep(done);
        assertThat(reports().newest()).contains(done);

        reports().forget();
        assertThat(ofAnotherInstance().newest()).isEmpty();
        reports().forget();
    }
}
