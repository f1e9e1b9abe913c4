package researchpaas.ingest.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.SourceFile;
import researchpaas.ingest.UploadRules;
import researchpaas.ingest.Uploads;

/// What was uploaded. A file lies on disk only while it is read, under a name of ours.
@Component
final class UploadSource implements DocumentSource {
    private final Uploads uploads;
    private final UploadRules rules;

    UploadSource(Uploads uploads, UploadRules rules) {
        this.uploads = uploads;
        this.rules = rules;
    }

    @Override
    public String name() {
        return Uploads.SOURCE;
    }

    @Override
    public Set<Principal> visibleTo() {
        return rules.visibleTo();
    }

    @Override
    public List<Listed> list() {
        return uploads.files().stream().map(file -> new Listed(file, null)).toList();
    }

    @Override
    public LocalCopy fetch(SourceFile file) {
        try {
            Spooled copy = new Spooled(Files.createTempFile("upload-", ending(file.name())));
            try {
                if (!uploads.copy(file.path(), copy.path())) {
                    throw new FileGone(file.path());
                }
                // the import looks whether a file changed while it was read
                Files.setLastModifiedTime(copy.path(), FileTime.from(file.modifiedAt()));
                return copy;
            } catch (IOException | RuntimeException e) {
                copy.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SourceUnavailable("The upload cannot be written to disk", e);
        }
    }

    /// What says why a file is refused names its ending.
    private static String ending(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.matches("[a-z0-9]{1,10}") ? "." + ending : "";
    }

    /// Whoever uploads or removes a file starts the scan.
    @Override
    public void onChange(Runnable listener) {}

    private record Spooled(Path path) implements LocalCopy {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
