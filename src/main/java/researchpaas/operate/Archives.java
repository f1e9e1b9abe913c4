package researchpaas.operate;

import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.operate.Refusal.Why;

/// The stores behind the names that people write.
@Component
class Archives {
    private static final String S3 = "s3://";

    private final List<ArchivePlaces> places;

    Archives(List<ArchivePlaces> places) {
        this.places = List.copyOf(places);
    }

    ArchiveStore at(String place) {
        return places.stream()
                .flatMap(kind -> kind.at(place).stream())
                .findFirst()
                .orElseThrow(() -> new BadArchive(Why.UNKNOWN_PLACE, place));
    }

    /// @param archive a file, or `s3://bucket/prefix/name`
    /// @param folder for a copy
    Path fetch(String archive, Path folder) {
        int slash = archive.lastIndexOf('/');
        if (!archive.startsWith(S3) || slash < S3.length()) {
            return Path.of(archive);
        }
        try {
            return at(archive.substring(0, slash)).fetch(archive.substring(slash + 1), folder);
        } catch (ArchiveStore.NoSuchArchive e) {
            throw new BadArchive(Why.MISSING, archive, e);
        }
    }
}
