package researchpaas.reliability;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DisasterDrillTest implements DisasterDrillContract {
    @TempDir Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String vectors() {
        return "int8";
    }

    @Override
    public Store emptyStore() {
        return Store.sqlite();
    }

    /// It lay in the state folder.
    @Override
    public void lose(Store store) {}
}
