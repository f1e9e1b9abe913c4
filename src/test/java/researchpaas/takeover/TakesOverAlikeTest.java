package researchpaas.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.TestPostgres;

class TakesOverAlikeTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Generation.class)
    void givesTheSameLibraryOnBothDatabases(Generation generation) {
        Path database = EarlierDatabases.write(folder, generation);

        List<String> sqlite = contents(database, "sqlite", null);

        assertThat(sqlite).hasSizeGreaterThan(10);
        assertThat(contents(database, "postgres", TestPostgres.emptyDatabase())).isEqualTo(sqlite);
    }

    private List<String> contents(Path database, String home, @Nullable String url) {
        try (TakeoverLibrary library = TakeoverLibrary.open(folder.resolve(home), url)) {
            assertThat(library.takeOver(database, null).complete()).isTrue();
            return library.contents();
        }
    }
}
