package researchpaas.checkup.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Room in the state folder, and in the folder for backups, which may not exist yet.
final class CheckDisk implements Check {
    private static final long MB = 1 << 20;
    private static final long LEAST = 200;
    private static final long FEW = 1024;

    private final Environment environment;

    CheckDisk(Environment environment) {
        this.environment = environment;
    }

    @Override
    public List<Diagnosis> look() {
        Path home = Path.of(environment.getProperty("research-paas.home", "./var"));
        String backups = environment.getProperty("research-paas.backup.to", "");
        List<Diagnosis> found = new ArrayList<>();
        judge(home, found);
        if (!backups.isBlank() && !backups.contains("://")) {
            judge(Path.of(backups.strip()), found);
        }
        return found;
    }

    private static void judge(Path folder, List<Diagnosis> found) {
        Path there =
                Stream.iterate(folder.toAbsolutePath().normalize(), Path::getParent)
                        .takeWhile(path -> path != null)
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(Path.of("/"));
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            found.add(Diagnosis.wrong(Topic.DISK, "disk.unwritable", folder, user()));
            return;
        }
        long free = free(there);
        found.add(
                free < LEAST
                        ? Diagnosis.wrong(Topic.DISK, "disk.full", folder, free)
                        : free < FEW
                                ? Diagnosis.warning(Topic.DISK, "disk.low", folder, free)
                                : Diagnosis.ok(Topic.DISK, "disk", folder, free));
    }

    /// By number where the system has them: a container's user rarely has a name elsewhere.
    private static String user() {
        try {
            return "uid " + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name", "?");
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() / MB;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
