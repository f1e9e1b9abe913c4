package researchpaas.ingest.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import researchpaas.checkup.Check;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.Diagnosis.Topic;

/// Whether the followed folder is there.
@EnableConfigurationProperties(FolderSettings.class)
final class CheckFolder implements Check {
    private final FolderSettings settings;

    CheckFolder(FolderSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Diagnosis> look() {
        Path root = settings.root();
        if (root == null || root.toString().isBlank()) {
            return List.of(Diagnosis.notChecked(Topic.FOLDER, "folder.none"));
        }
        return List.of(
                Files.isDirectory(root) && Files.isReadable(root) && Files.isExecutable(root)
                        ? Diagnosis.ok(Topic.FOLDER, "folder", root)
                        : Diagnosis.wrong(Topic.FOLDER, "folder.missing", root));
    }
}
