package researchpaas.web;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.operate.Health.Part;
import researchpaas.operate.Health.State;

/// One part of the system on the status page.
///
/// @param name its constant, as state
/// @param symbol says the same as the colour
/// @param reason empty where nothing is wrong
/// @param latency empty where nothing was asked
/// @param seen when it was used last; absent where it was asked now, or that is not known
record PartView(
        String name,
        String state,
        String symbol,
        String reason,
        String latency,
        @Nullable When since,
        @Nullable When seen) {

    static PartView of(Part part, String reason, ZoneId zone) {
        Duration latency = part.latency();
        boolean outside =
                switch (part.name()) {
                    case DRIVE, LANGUAGE_MODEL, AGREEMENT -> true;
                    case DATABASE, INDEX, EMBEDDING_MODEL, JOBS, BACKUP, DISK, TAKEOVER -> false;
                };
        return new PartView(
                part.name().name(),
                part.state().name(),
                symbol(part.state()),
                reason,
                latency == null
                        ? ""
                        : String.format(Locale.ROOT, "%.1f ms", latency.toNanos() / 1e6),
                When.of(part.since(), zone),
                outside ? When.of(part.seen(), zone) : null);
    }

    private static String symbol(State state) {
        return switch (state) {
            case HEALTHY -> "✓";
            case DEGRADED -> "!";
            case DOWN -> "✕";
            case OFF -> "–";
        };
    }

    public String tone() {
        return state.toLowerCase(Locale.ROOT);
    }
}
