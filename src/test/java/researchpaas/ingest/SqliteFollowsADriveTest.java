package researchpaas.ingest;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SqliteFollowsADriveTest extends FollowsADriveContract {
    @TempDir static Path folder;
    private static DriveLibrary library;

    @BeforeAll
    static void open() {
        library = DriveLibrary.open(folder.resolve("home"), null);
    }

    @AfterAll
    static void closeLibrary() {
        library.close();
    }

    @Override
    DriveLibrary library() {
        return library;
    }
}
