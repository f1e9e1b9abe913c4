package researchpaas.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A moment as pages write it: for machines in UTC, for people in the configured zone (their
/// browser's, where it runs JavaScript).
record When(String utc, String local) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    static @Nullable When of(@Nullable Instant instant, ZoneId zone) {
        return instant == null
                ? null
                : new When(
                        instant.truncatedTo(ChronoUnit.SECONDS).toString(),
                        MINUTES.format(instant.atZone(zone)));
    }
}
