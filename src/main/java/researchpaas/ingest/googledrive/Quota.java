package researchpaas.ingest.googledrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Units of Google's quota, as they come in evenly over a minute; a sixth of a minute's may be used
/// at once. Whoever needs more than there is waits his turn.
final class Quota {
    private final Clock clock;
    private final double perSecond;
    private final double most;
    private double units;
    private Instant counted;

    Quota(int perMinute, Clock clock) {
        this.clock = clock;
        this.perSecond = perMinute / 60.0;
        this.most = perMinute / 6.0;
        this.units = most;
        this.counted = clock.instant();
    }

    /// Takes the units, in advance if need be.
    ///
    /// @return how long to wait before they are used
    synchronized Duration take(int wanted) {
        Instant now = clock.instant();
        double since = Math.max(0, Duration.between(counted, now).toMillis()) / 1000.0;
        units = Math.min(most, units + since * perSecond) - wanted;
        counted = now;
        return units >= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) Math.ceil(-units / perSecond * 1000));
    }
}
