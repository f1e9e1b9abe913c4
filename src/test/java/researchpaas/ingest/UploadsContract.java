package researchpaas.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.Asvs;
import researchpaas.account.Principal;
import researchpaas.document.Access;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.Uploads.Added;
import researchpaas.ingest.Uploads.NewUpload;

/// What [Uploads] promises. Each test starts without any.
public interface UploadsContract {
    Uploads uploads();

    /// Of the same database.
    Ledger ledger();

    Access access();

    @Test
    default void givesBackEachByteOfAFileLargerThanOnePiece(@TempDir Path folder) throws Exception {
        byte[] bytes = new byte[(2 << 20) + 12_345];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(folder.resolve("in"), bytes);

        Upload upload = kept(add("論文.pdf", "papers/論文.pdf", "a", file));

        Path target = folder.resolve("out");
        assertThat(uploads().copy("papers/論文.pdf", target)).isTrue();
        assertThat(target).hasBinaryContent(bytes);
        assertThat(upload.name()).isEqualTo("論文.pdf");
        assertThat(upload.size()).isEqualTo(bytes.length);
        assertThat(upload.by()).isEqualTo("hanako");
        assertThat(upload.state()).isEqualTo(State.DISCOVERED);
        assertThat(uploads().find(upload.id())).contains(upload);
        assertThat(uploads().totalBytes()).isEqualTo(bytes.length);
    }

    @Test
    default void keepsTheSameBytesOnce(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("in"), "moths");
        Upload first = kept(add("a.pdf", "papers/a.pdf", "a", file));

        assertThat(add("b.pdf", "posters/b.pdf", "a", file)).isEqualTo(new Added.SameBytes(first));

        assertThat(uploads().files()).hasSize(1);
        assertThat(uploads().totalBytes()).isEqualTo(5);
    }

    @Test
    default void keepsOtherBytesUnderAnotherPathOnly(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("in"), "moths");
        kept(add("a.pdf", "papers/a.pdf", "a", file));

        assertThat(add("a.pdf", "papers/a.pdf", "b", file)).isEqualTo(new Added.PathTaken());
        kept(add("a.pdf", "papers/a (2).pdf", "b", file));

        assertThat(uploads().files())
                .extracting(SourceFile::path)
                .containsExactly("papers/a (2).pdf", "papers/a.pdf");
    }

    @Test
    default void keepsNothingOfAFileThatCannotBeRead(@TempDir Path folder) {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> add("a.pdf", "papers/a.pdf", "a", folder.resolve("not there")));

        assertThat(uploads().latest(0, 10)).isEmpty();
        assertThat(uploads().totalBytes()).isZero();
    }

    @Test
    @Asvs("15.4.2")
    default void keepsOneOfTheSameFileThatSeveralSendAtOnce(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("in"), new byte[1 << 20]);
        List<Callable<Added>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String path = "papers/" + i + ".pdf";
            senders.add(() -> add("a.pdf", path, "a", file));
        }

        List<Added> added = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Added> one : threads.invokeAll(senders)) {
                added.add(one.get());
            }
        }

        assertThat(added).filteredOn(Added.Kept.class::isInstance).hasSize(1);
        assertThat(added).filteredOn(Added.SameBytes.class::isInstance).hasSize(7);
        assertThat(uploads().totalBytes()).isEqualTo(1 << 20);
    }

    @Test
    default void forgetsARemovedFileWithItsBytes(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("in"), "moths");
        Upload upload = kept(add("a.pdf", "papers/a.pdf", "a", file));

        assertThat(uploads().remove(upload.id())).isTrue();

        assertThat(uploads().remove(upload.id())).isFalse();
        assertThat(uploads().find(upload.id())).isEmpty();
        assertThat(uploads().copy("papers/a.pdf", folder.resolve("out"))).isFalse();
        assertThat(uploads().totalBytes()).isZero();
        kept(add("a.pdf", "papers/a.pdf", "a", file));
    }

    @Test
    default void listsTheNewestFirst(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("in"), "moths");
        for (String name : List.of("a", "b", "c")) {
            add(name, name, name, file);
        }

        assertThat(uploads().latest(0, 2)).extracting(Upload::name).containsExactly("c", "b");
        assertThat(uploads().latest(2, 2)).extracting(Upload::name).containsExactly("a");
    }

    @Test
    default void tellsWhatTheLedgerKnowsOfAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("in"), "moths");
        Upload upload = kept(add("a.pdf", "papers/a.pdf", "a", file));
        Entry entry =
                ledger().discover(
                                ledger().source(Uploads.SOURCE),
                                uploads().files().getFirst(),
                                access().idOf(Set.of(Principal.ANYONE)));
        ledger().skip(entry.id(), Reason.of(Code.BROKEN), "a", "1");

        Upload now = uploads().find(upload.id()).orElseThrow();

        assertThat(now.state()).isEqualTo(State.SKIPPED);
        assertThat(now.reason()).isEqualTo(Reason.of(Code.BROKEN));
        assertThat(now.file()).isEqualTo(entry.id());
        assertThat(now.document()).isNull();
        ledger().gone(entry.id());
        assertThat(uploads().find(upload.id()).orElseThrow().state()).isEqualTo(State.DISCOVERED);
    }

    private Added add(String name, String path, String sha256, Path file) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 1;
        return uploads().add(new NewUpload(name, path, size, sha256, "hanako"), file);
    }

    private static Upload kept(Added added) {
        return ((Added.Kept) added).upload();
    }
}
