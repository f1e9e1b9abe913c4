package researchpaas.reliability;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DriveKillTest implements DriveKillContract {
    @TempDir Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Store store() {
        return Store.sqlite();
    }
}
