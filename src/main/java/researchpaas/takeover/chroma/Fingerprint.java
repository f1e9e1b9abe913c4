package researchpaas.takeover.chroma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;

/// Sizes and times of files: whether somebody wrote to them meanwhile.
record Fingerprint(Map<Path, String> files) {
    static Fingerprint of(List<Path> files) {
        Map<Path, String> seen = new HashMap<>();
        for (Path file : files) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                seen.put(file, now.size() + " " + now.lastModifiedTime());
            } catch (NoSuchFileException e) {
                seen.put(file, "none");
            } catch (IOException e) {
                throw new Unusable(Trouble.NO_STORE, e);
            }
        }
        return new Fingerprint(seen);
    }
}
