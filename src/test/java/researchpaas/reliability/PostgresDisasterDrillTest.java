package researchpaas.reliability;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.TestPostgres;

class PostgresDisasterDrillTest implements DisasterDrillContract {
    @TempDir Path folder;

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public String vectors() {
        return "float";
    }

    @Override
    public Store emptyStore() {
        return Store.postgres(TestPostgres.emptyDatabase());
    }

    @Override
    public void lose(Store store) {
        String url = store.url().orElseThrow();
        TestPostgres.execute(
                "drop database " + url.substring(url.lastIndexOf('/') + 1) + " with (force)");
    }
}
