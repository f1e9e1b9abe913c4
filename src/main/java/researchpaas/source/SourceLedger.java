package researchpaas.source;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.FileId;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason;
import researchpaas.ingest.SourceId;

/// The ledger of a source as people look at it: what became of each file, and why. Files that are
/// gone are not in it.
public interface SourceLedger {
    /// How many files there are of each source, by what became of them; what occurs nowhere is
    /// absent.
    Map<SourceId, Map<Fate, Long>> counts();

    /// In the order of the paths.
    ///
    /// @param fate absent for all
    /// @param limit at least 1
    List<Line> lines(SourceId source, @Nullable Fate fate, int offset, int limit);

    /// The file is tried again at the next scan, whatever its wait. Those that were published or
    /// are under way are left alone.
    ///
    /// @return false when there is no such file in this source, or nothing to try
    boolean tryAgain(SourceId source, FileId file);

    /// What became of a file, in four words.
    enum Fate {
        READ,
        /// Known, its text not published yet.
        WAITING,
        SKIPPED,
        FAILED;

        public static Fate of(State state) {
            return switch (state) {
                case PUBLISHED -> READ;
                case DISCOVERED, FETCHED, READ, DESCRIBED, EMBEDDED -> WAITING;
                case SKIPPED -> SKIPPED;
                case FAILED -> FAILED;
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param reason with SKIPPED and FAILED
    /// @param attempts that failed since the file changed last
    /// @param lastAttempt when its state changed last
    /// @param nextTry of a failed file; absent when only a change of it helps
    /// @param audience who may see it
    /// @param link to look at it where it lies; absent where that is no place on the web
    record Line(
            FileId file,
            String path,
            long size,
            Fate fate,
            @Nullable Reason reason,
            int attempts,
            Instant lastAttempt,
            @Nullable Instant nextTry,
            Audience audience,
            @Nullable URI link) {}

    enum Audience {
        SOMEBODY,
        NOBODY,
        /// The drive does not tell who may see it, so nobody may as long as the source says
        /// nothing.
        NOT_TOLD
    }
}
