package researchpaas.operate.folder;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import researchpaas.operate.ArchiveStore;
import researchpaas.operate.DatabaseDisk;

/// SQLite's file lies on this computer; a server's files are taken to lie elsewhere.
@Component
class LocalDatabaseDisk implements DatabaseDisk {
    private final String url;
    private final Path file;

    LocalDatabaseDisk(
            @Value("${research-paas.database.url:}") String url,
            @Value("${research-paas.database.path:}") String path,
            @Value("${research-paas.home}") Path home) {
        this.url = url;
        this.file = path.isBlank() ? home : Path.of(path);
    }

    @Override
    public boolean isSharedWith(ArchiveStore store) {
        return url.isBlank() && store.sharesDiskWith(file);
    }
}
