package researchpaas.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.ImportWatch;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;

/// Files on their way into the library, and calls to the drives that they come from.
@Component
@Primary
final class CountImports implements ImportWatch, DriveWatch {
    private final MeterRegistry registry;
    private final Counter units;
    private final Timer turns;

    CountImports(MeterRegistry registry) {
        this.registry = registry;
        this.units =
                Counter.builder(Names.PREFIX + "drive.quota.units")
                        .description("Units of the drive's quota that were used")
                        .register(registry);
        this.turns =
                Timer.builder(Names.PREFIX + "drive.quota.wait")
                        .description("Time spent in waiting for one's own turn within the quota")
                        .register(registry);
        for (Step step : Step.values()) {
            step(step);
        }
        file(Outcome.PUBLISHED, null);
        file(Outcome.FAILED, Reason.Code.INTERNAL);
    }

    @Override
    public void took(Step step, Duration time) {
        step(step).record(time);
    }

    private Timer step(Step step) {
        return Timer.builder(Names.PREFIX + "import.step")
                .description("The steps of importing a file")
                .tag("step", Names.word(step))
                .register(registry);
    }

    @Override
    public void ended(Outcome outcome, @Nullable Reason reason) {
        file(outcome, reason == null ? null : reason.code()).increment();
    }

    private Counter file(Outcome outcome, Reason.@Nullable Code reason) {
        return Counter.builder(Names.PREFIX + "import.files")
                .description("Files that were imported, skipped or failed, and why")
                .tag("outcome", Names.word(outcome))
                .tag("reason", reason == null ? "none" : Names.word(reason))
                .register(registry);
    }

    @Override
    public void called(String method, Result result, Duration took) {
        Timer.builder(Names.PREFIX + "drive.calls")
                .description("Tries of calls to Google Drive, by Google's name for the call")
                .tag("method", method.toLowerCase(Locale.ROOT))
                .tag("result", Names.word(result))
                .register(registry)
                .record(took);
    }

    @Override
    public void used(int taken, Duration waited) {
        units.increment(taken);
        turns.record(waited);
    }
}
