package researchpaas.document.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// Temporary files of processes that were killed: native libraries, spooled pages, a child's
/// folder. Everything temporary lies in the state folder's `tmp`, below a folder that ends in its
/// process's number.
final class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private static final Path OWN = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();

    private Leftovers() {}

    /// Called with the state folder locked.
    static void remove(Path temporary) {
        if (!Files.isDirectory(temporary)) {
            return;
        }
        try (Stream<Path> entries = Files.list(temporary)) {
            entries.filter(Leftovers::isOrphan).forEach(Leftovers::delete);
        } catch (IOException e) {
            log.atWarn().setCause(e).log("Temporary files could not be listed");
        }
    }

    private static boolean isOrphan(Path entry) {
        if (entry.toAbsolutePath().equals(OWN)) {
            return false;
        }
        String number = entry.getFileName().toString().replaceAll("^.*?(\\d{1,18})$", "$1");
        return !number.matches("\\d{1,18}")
                || ProcessHandle.of(Long.parseLong(number))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    private static void delete(Path entry) {
        try {
            FileSystemUtils.deleteRecursively(entry);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", entry).setCause(e).log("A temporary file stays");
        }
    }
}
