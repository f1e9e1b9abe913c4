package researchpaas.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Measures the pace of a scan over a sliding window, so that it follows when small files give way
/// to large ones.
final class RecentPace {
    static final Duration WINDOW = Duration.ofSeconds(30);

    /// A pace over less would jump about.
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Instant start;
    private final Deque<Done> recent = new ArrayDeque<>();
    private long bytes;

    RecentPace(Instant start) {
        this.start = start;
    }

    void done(long size, Instant at) {
        recent.addLast(new Done(at, size));
        bytes += size;
        forget(at);
    }

    /// Absent when nothing was dealt with inside the window, or the scan has only just begun.
    @Nullable Pace at(Instant now) {
        forget(now);
        Duration since = Duration.between(start, now);
        if (recent.isEmpty() || since.compareTo(SHORTEST) < 0) {
            return null;
        }
        double seconds = (since.compareTo(WINDOW) < 0 ? since : WINDOW).toMillis() / 1000.0;
        return new Pace(recent.size() / seconds, bytes / seconds);
    }

    private void forget(Instant now) {
        Instant horizon = now.minus(WINDOW);
        while (!recent.isEmpty() && !recent.getFirst().at().isAfter(horizon)) {
            bytes -= recent.removeFirst().bytes();
        }
    }

    private record Done(Instant at, long bytes) {}
}
