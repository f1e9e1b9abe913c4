package researchpaas.document.jdbc;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

class SqliteMigrationsTest implements MigrationsContract {
    @TempDir Path folder;
    private final AtomicInteger homes = new AtomicInteger();

    @Override
    public OpenDatabase empty() {
        Path home = folder.resolve("home" + homes.incrementAndGet());
        return OpenDatabase.open(home, TestLibrary.settings(null, null));
    }
}
