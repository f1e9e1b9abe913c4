package researchpaas.takeover;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;

class PostgresTakeOverTest implements TakeOverContract {
    @TempDir Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String url() {
        return TestPostgres.emptyDatabase();
    }
}
