package researchpaas.cli;

import java.nio.file.Path;

/// Where the state lies, and the file in it by which a running server is found.
record StateFolder(Path path) {
    static StateFolder ofEnvironment() {
        String home = System.getenv("RESEARCH_PAAS_HOME");
        return new StateFolder(Path.of(home == null || home.isBlank() ? "var" : home));
    }

    Path serverFile() {
        return path.resolve("server.properties");
    }
}
