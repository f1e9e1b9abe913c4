package researchpaas.operate.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import researchpaas.operate.StateDisk;

@Component
class LocalStateDisk implements StateDisk {
    private final Path home;
    private final Path database;

    /// @param url a server's disk is not ours to see
    LocalStateDisk(
            @Value("${research-paas.home}") Path home,
            @Value("${research-paas.database.url:}") String url,
            @Value("${research-paas.database.path:}") String path) {
        this.home = home.toAbsolutePath();
        this.database =
                url.isBlank() && !path.isBlank() ? Path.of(path).toAbsolutePath() : this.home;
    }

    @Override
    public Space space() {
        return Stream.of(home, database)
                .distinct()
                .map(LocalStateDisk::space)
                .min(Comparator.comparingLong(Space::free))
                .orElseThrow();
    }

    private static Space space(Path place) {
        Path there = place;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            FileStore store = Files.getFileStore(there);
            return new Space(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
