package researchpaas.operate.folder;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;
import researchpaas.operate.ArchivePlaces;
import researchpaas.operate.ArchiveStore;

@Component
class FolderPlaces implements ArchivePlaces {
    @Override
    public Optional<ArchiveStore> at(String place) {
        if (place.isBlank() || place.contains("://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FolderArchives(Path.of(place).toAbsolutePath().normalize()));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
