package researchpaas.answer;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;

/// Leaves a model alone for a while after it failed several times in a row. After the pause one
/// request goes through; what becomes of it decides.
final class Circuit {
    /// What tells of the service, and not of what it was asked.
    private static final Set<Why> ITS_FAULT =
            EnumSet.of(
                    Why.KEY,
                    Why.SERVICE_QUOTA,
                    Why.BUSY,
                    Why.UNREACHABLE,
                    Why.TOO_SLOW,
                    Why.GARBLED);

    private final ModelSettings.Rest rest;
    private final Clock clock;

    private int failures;
    private boolean trying;
    private @Nullable Instant until;
    private @Nullable Why last;
    private @Nullable Instant used;

    Circuit(ModelSettings.Rest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /// Whoever is let through says what came of it: [#worked], [#failed].
    synchronized boolean letsThrough() {
        if (until == null) {
            return true;
        }
        if (trying || clock.instant().isBefore(until)) {
            return false;
        }
        trying = true;
        return true;
    }

    synchronized void worked() {
        failures = 0;
        trying = false;
        until = null;
        last = null;
        used = clock.instant();
    }

    /// @param why absent when it ended for reasons that tell nothing of the model
    synchronized void failed(@Nullable Why why) {
        trying = false;
        if (why == null || !ITS_FAULT.contains(why)) {
            return;
        }
        used = clock.instant();
        last = why;
        failures++;
        if (failures >= rest.failures()) {
            until = clock.instant().plus(rest.pause());
        }
    }

    synchronized boolean isResting() {
        return until != null && clock.instant().isBefore(until);
    }

    /// When it was used last so that something could be learned of it.
    synchronized @Nullable Instant lastUse() {
        return used;
    }

    synchronized @Nullable Why lastWhy() {
        return last;
    }
}
