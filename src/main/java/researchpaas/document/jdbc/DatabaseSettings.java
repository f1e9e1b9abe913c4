package researchpaas.document.jdbc;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param path the SQLite file; absent for `library.db` in the state folder
/// @param readers connections for reading; a native call pins its carrier thread, so few are enough
/// @param busyTimeout how long a statement waits for another process, such as a backup tool, to let
///   go of the file
@Validated
@ConfigurationProperties("research-paas.database")
record DatabaseSettings(
        @Nullable Path path,
        @DefaultValue("2") @Min(1) @Max(16) int readers,
        @DefaultValue("10s") @NotNull Duration busyTimeout) {

    Path file(Path home) {
        return path == null || path.toString().isBlank() ? home.resolve("library.db") : path;
    }
}
