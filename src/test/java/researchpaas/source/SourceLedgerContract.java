package researchpaas.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.SourceId;
import researchpaas.source.SourceLedger.Audience;
import researchpaas.source.SourceLedger.Fate;
import researchpaas.source.SourceLedger.Line;

/// What [SourceLedger] promises.
public interface SourceLedgerContract {
    Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    SourceLedger files();

    SourceId source(String name);

    /// A row of the ledger.
    ///
    /// @param visible whether anybody may see it
    FileId file(
            SourceId source,
            String path,
            State state,
            @Nullable Reason reason,
            @Nullable Instant nextTry,
            boolean visible);

    void gone(FileId file);

    private SourceId source() {
        return source("drive:a");
    }

    private void fill() {
        file(source(), "d.pdf", State.FETCHED, null, null, true);
        file(
                source(),
                "c.exe",
                State.SKIPPED,
                Reason.of(Code.UNSUPPORTED_TYPE, "exe"),
                null,
                false);
        file(source(), "b.pdf", State.FAILED, Reason.of(Code.TOOK_TOO_LONG, "60"), LATER, true);
        file(source(), "a.pdf", State.PUBLISHED, null, null, true);
        gone(file(source(), "gone.pdf", State.PUBLISHED, null, null, true));
        file(source("drive:b"), "other.pdf", State.DISCOVERED, null, null, true);
    }

    @Test
    default void countsFilesByWhatBecameOfThem() {
        fill();
        assertThat(files().counts())
                .containsEntry(
                        source(),
                        Map.of(Fate.READ, 1L, Fate.WAITING, 1L, Fate.SKIPPED, 1L, Fate.FAILED, 1L))
                .containsEntry(source("drive:b"), Map.of(Fate.WAITING, 1L));
    }

    @Test
    default void listsThemByPathInPages() {
        fill();
        assertThat(files().lines(source(), null, 0, 10))
                .extracting(Line::path)
                .containsExactly("a.pdf", "b.pdf", "c.exe", "d.pdf");
        assertThat(files().lines(source(), null, 1, 2))
                .extracting(Line::path)
                .containsExactly("b.pdf", "c.exe");
        assertThat(files().lines(source(), Fate.WAITING, 0, 10))
                .extracting(Line::path)
                .containsExactly("d.pdf");
    }

    @Test
    default void tellsWhyWhenAndForWhom() {
        fill();
        Line failed = files().lines(source(), Fate.FAILED, 0, 10).getFirst();
        assertThat(failed.reason()).isEqualTo(Reason.of(Code.TOOK_TOO_LONG, "60"));
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.nextTry()).isEqualTo(LATER);
        assertThat(failed.lastAttempt()).isAfter(Instant.EPOCH);
        assertThat(failed.audience()).isEqualTo(Audience.SOMEBODY);
        assertThat(failed.link()).isNull();
        assertThat(files().lines(source(), Fate.SKIPPED, 0, 10).getFirst().audience())
                .isEqualTo(Audience.NOBODY);
    }

    @Test
    default void triesOnlyThoseAgainThatWereNotRead() {
        fill();
        for (Line line : files().lines(source(), null, 0, 10)) {
            boolean wanted = line.fate() == Fate.FAILED || line.fate() == Fate.SKIPPED;
            assertThat(files().tryAgain(source("drive:b"), line.file())).isFalse();
            assertThat(files().tryAgain(source(), line.file())).as(line.path()).isEqualTo(wanted);
        }
        assertThat(files().lines(source(), Fate.FAILED, 0, 10))
                .extracting(Line::path)
                .containsExactly("b.pdf", "c.exe");
        assertThat(files().lines(source(), Fate.FAILED, 0, 10))
                .allSatisfy(line -> assertThat(line.nextTry()).isBefore(LATER));
    }
}
