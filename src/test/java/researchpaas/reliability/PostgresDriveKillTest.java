package researchpaas.reliability;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;

class PostgresDriveKillTest implements DriveKillContract {
    @TempDir Path folder;
    private final Store store = Store.postgres(TestPostgres.emptyDatabase());

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Store store() {
        return store;
    }
}
