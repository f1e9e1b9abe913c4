package researchpaas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// A library that lives for one measurement. The operator's models and limits count in it, his
/// library does not.
final class ScratchLibrary {
    private ScratchLibrary() {}

    /// What is measured in it.
    interface Measurement<T> {
        /// @param folder the folder that the library follows
        T in(ConfigurableApplicationContext library, Path folder)
                throws IOException, InterruptedException;
    }

    /// @param folder what the library follows; absent for an empty folder that goes with it
    static <T> T measure(Class<?> application, Optional<Path> folder, Measurement<T> measurement)
            throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("research-paas-eval-");
        try {
            Path home = scratch.resolve("home");
            Path followed =
                    folder.isPresent()
                            ? folder.get().toRealPath()
                            : Files.createDirectories(scratch.resolve("library"));
            try (ConfigurableApplicationContext library =
                    LibraryServer.start(
                            application,
                            "--research-paas.home=" + home,
                            "--research-paas.database.url=",
                            "--research-paas.database.path=" + home.resolve("library.db"),
                            "--research-paas.folder.root=" + followed)) {
                return measurement.in(library, followed);
            }
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }
}
