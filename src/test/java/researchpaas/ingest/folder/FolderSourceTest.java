package researchpaas.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DocumentSource.Listed;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.Reason;

class FolderSourceTest {
    @TempDir Path folder;

    @Test
    void listsANameWithABackslashAsTheOneNameThatItIs() throws Exception {
        Files.writeString(folder.resolve("a\\b.md"), "words");

        Listed listed = source().list().getFirst();

        assertThat(listed.file().path()).isEqualTo("a\\b.md");
        try (LocalCopy copy = source().fetch(listed.file())) {
            assertThat(copy.path()).hasContent("words");
        }
    }

    /// Once two such files stood there under one path, and both "were gone when their turn came".
    @Test
    void refusesNamesThatAreNoTextByTheirName() throws Exception {
        run(
                "printf x > \"$(printf 'bad\\377name.md')\"; printf x > \"$(printf 'bad\\376name.md')\"");

        assertThat(source().list())
                .singleElement()
                .extracting(Listed::refusal)
                .isEqualTo(Reason.of(Reason.Code.UNREADABLE_NAME));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesNotReadAPipeThatTookAFilesPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("a.md"), "words");
        FolderSource source = source();
        Listed listed = source.list().getFirst();
        Files.delete(file);
        run("mkfifo a.md");

        assertThat(source.list()).isEmpty();
        assertThatExceptionOfType(FileGone.class).isThrownBy(() -> source.fetch(listed.file()));
    }

    private void run(String command) throws Exception {
        Process shell =
                new ProcessBuilder(List.of("sh", "-c", command)).directory(folder.toFile()).start();
        String trouble = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(trouble).isZero();
    }

    private FolderSource source() {
        return new FolderSource(
                "folder:test",
                false,
                new FolderSettings(folder, Set.of("anyone"), false, false, Duration.ofSeconds(2)));
    }
}
