package researchpaas.web;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import researchpaas.source.SourceLedger.Audience;
import researchpaas.source.SourceLedger.Fate;
import researchpaas.source.SourceLedger.Line;

/// A file in a source's ledger.
///
/// @param fate its constant
/// @param reason why it was not read; empty when nothing was wrong
/// @param link to look at it where it lies; empty where there is none
record LineView(
        String file,
        String path,
        String fate,
        String reason,
        int attempts,
        @Nullable When attempt,
        @Nullable When next,
        String audience,
        String link,
        boolean triable) {
    static LineView of(Line line, String reason, ZoneId zone) {
        boolean shown = line.fate() == Fate.READ;
        return new LineView(
                String.valueOf(line.file().value()),
                line.path(),
                line.fate().name(),
                reason,
                line.attempts(),
                When.of(line.lastAttempt(), zone),
                When.of(line.nextTry(), zone),
                shown ? line.audience().name() : Audience.SOMEBODY.name(),
                line.link() == null ? "" : line.link().toString(),
                line.fate() == Fate.FAILED || line.fate() == Fate.SKIPPED);
    }
}
