package researchpaas.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.SettingsOf;

class CheckFolderTest {
    @TempDir Path folder;

    @Test
    void saysWhetherTheFolderIsOne() throws IOException {
        assertThat(look("").key()).isEqualTo("folder.none");
        assertThat(look(" ").key()).isEqualTo("folder.none");
        assertThat(look(folder.toString()).key()).isEqualTo("folder");
        Path file = Files.writeString(folder.resolve("a 'file'; rm -rf .txt"), "");
        assertThat(look(file.toString()).state()).isEqualTo(Diagnosis.State.WRONG);
        assertThat(look(folder.resolve("資料").toString()))
                .isEqualTo(
                        Diagnosis.wrong(
                                Diagnosis.Topic.FOLDER, "folder.missing", folder.resolve("資料")));
    }

    private static Diagnosis look(String root) {
        return new CheckFolder(
                        SettingsOf.bound(
                                Map.of("DATA_DIR_PATH", root),
                                "research-paas.folder",
                                FolderSettings.class))
                .look()
                .getFirst();
    }
}
