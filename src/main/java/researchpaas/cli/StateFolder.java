package researchpaas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where the state lies, and the files in it by which a running server is found and a command shows
/// that it may use it.
record StateFolder(Path path) {
    static StateFolder ofEnvironment() {
        String home = System.getenv("RESEARCH_PAAS_HOME");
        return new StateFolder(Path.of(home == null || home.isBlank() ? "var" : home));
    }

    Path serverFile() {
        return path.resolve("server.properties");
    }

    /// What a running server has written for those who can read its files.
    Optional<String> operatorToken() {
        try {
            return Optional.of(Files.readString(path.resolve("operator.token")).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
