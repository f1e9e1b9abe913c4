package researchpaas.operate.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import researchpaas.operate.StaleIndex;

@Component
class FolderIndex implements StaleIndex {
    private final Path folder;

    FolderIndex(@Value("${research-paas.lucene.folder}") Path folder) {
        this.folder = folder;
    }

    @Override
    public void forget() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
