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

/// @param url a PostgreSQL server; absent for SQLite
/// @param path the SQLite file; absent for `library.db` in the state folder
/// @param readers SQLite: connections for reading; a native call pins its carrier thread, so few
///   are enough
/// @param busyTimeout SQLite: how long a statement waits for another process, such as a backup
///   tool, to let go of the file
/// @param connections PostgreSQL: how many at most
/// @param connectTimeout PostgreSQL: how long a request waits for a connection, and a connection
///   for its server
/// @param statementTimeout PostgreSQL: how long one statement may take; the socket gives up a
///   little later
/// @param lockTimeout PostgreSQL: how long a statement waits for another transaction
/// @param startPatience PostgreSQL: how long a start waits for a server that is only just starting
@Validated
@ConfigurationProperties("research-paas.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable Path path,
        @DefaultValue("2") @Min(1) @Max(16) int readers,
        @DefaultValue("10s") @NotNull Duration busyTimeout,
        @DefaultValue("10") @Min(3) @Max(100) int connections,
        @DefaultValue("5s") @NotNull Duration connectTimeout,
        @DefaultValue("60s") @NotNull Duration statementTimeout,
        @DefaultValue("30s") @NotNull Duration lockTimeout,
        @DefaultValue("10s") @NotNull Duration startPatience) {

    boolean isPostgres() {
        return url != null && !url.isBlank();
    }

    boolean namesAFile() {
        return path != null && !path.toString().isBlank();
    }

    Path file(Path home) {
        return path == null || path.toString().isBlank() ? home.resolve("library.db") : path;
    }

    /// The same for an SQLite file at its usual place.
    DatabaseSettings withoutPlace() {
        return new DatabaseSettings(
                null,
                null,
                readers,
                busyTimeout,
                connections,
                connectTimeout,
                statementTimeout,
                lockTimeout,
                startPatience);
    }

    /// Without the password that stands in the URL.
    @Override
    public String toString() {
        return "DatabaseSettings[" + (isPostgres() ? "url=***" : "path=" + path) + "]";
    }
}
