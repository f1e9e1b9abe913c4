package researchpaas.ingest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.ingest.Jobs.Outcome;

/// Where nobody counts: in commands that work with some parts of the program, and in tests.
@Component
final class UncountedImports implements ImportWatch, DriveWatch {
    @Override
    public void took(Step step, Duration time) {}

    @Override
    public void ended(Outcome outcome, @Nullable Reason reason) {}

    @Override
    public void called(String method, Result result, Duration took) {}

    @Override
    public void used(int units, Duration waited) {}
}
