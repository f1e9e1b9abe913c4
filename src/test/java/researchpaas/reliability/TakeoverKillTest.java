package researchpaas.reliability;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TakeoverKillTest implements TakeoverKillContract {
    @TempDir Path folder;
    private final Store store = Store.sqlite();

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Store store() {
        return store;
    }
}
