package researchpaas.takeover;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;

class PostgresTakeOverPointsTest implements TakeOverPointsContract {
    @TempDir Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public @Nullable String url() {
        return TestPostgres.emptyDatabase();
    }
}
