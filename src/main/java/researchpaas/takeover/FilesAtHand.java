package researchpaas.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import researchpaas.account.Principal;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.SourceFile;

/// The old files that were found, under their paths in the ledger. They are read in place.
///
/// @param found where each lies now
record FilesAtHand(String name, Set<Principal> visibleTo, Map<String, Path> found)
        implements DocumentSource {
    FilesAtHand {
        found = Map.copyOf(found);
    }

    @Override
    public List<Listed> list() {
        List<Listed> listed = new ArrayList<>();
        for (String path : found.keySet().stream().sorted().toList()) {
            try {
                Path file = at(path);
                listed.add(
                        new Listed(
                                new SourceFile(
                                        path,
                                        Files.size(file),
                                        Files.getLastModifiedTime(file)
                                                .toInstant()
                                                .truncatedTo(ChronoUnit.MILLIS)),
                                null));
            } catch (IOException e) {
                throw new SourceUnavailable("The folder of old files cannot be read", e);
            }
        }
        return listed;
    }

    @Override
    public LocalCopy fetch(SourceFile file) {
        Path path = at(file.path());
        if (!Files.isRegularFile(path)) {
            throw new FileGone(file.path());
        }
        return new InPlace(path);
    }

    private Path at(String path) {
        Path file = found.get(path);
        if (file == null) {
            throw new FileGone(path);
        }
        return file;
    }

    @Override
    public void onChange(Runnable listener) {}

    private record InPlace(Path path) implements LocalCopy {
        @Override
        public void close() {}
    }
}
