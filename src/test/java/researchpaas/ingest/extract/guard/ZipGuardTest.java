package researchpaas.ingest.extract.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;
import researchpaas.ingest.Reason;

class ZipGuardTest {
    private static final int DIRECTORY = 0x02014b50;
    private static final ZipGuard.Limits FEW = new ZipGuard.Limits(3, 1L << 20, 100);

    @TempDir Path folder;

    @Test
    void listsTheEntriesWithTheirRealSizes() throws Exception {
        Path file =
                zip(zip -> {
                    entry(zip, "word/", "");
                    entry(zip, "word/document.xml", "words ".repeat(1000));
                    entry(zip, "本文.txt", "水");
                });

        assertThat(ZipGuard.check(file, FEW))
                .containsExactly(
                        new ZipGuard.Entry("word/", 0),
                        new ZipGuard.Entry("word/document.xml", 6000),
                        new ZipGuard.Entry("本文.txt", 3));
    }

    /// As old Japanese programs wrote them.
    @Test
    void readsNamesInShiftJis() throws Exception {
        Path file = folder.resolve("old.zip");
        try (var zip =
                new ZipOutputStream(Files.newOutputStream(file), Charset.forName("windows-31j"))) {
            entry(zip, "表紙.txt", "x");
        }

        assertThat(ZipGuard.check(file, FEW)).containsExactly(new ZipGuard.Entry("表紙.txt", 1));
    }

    @Test
    void letsThirtyMegabytesOfPhotosPass() throws Exception {
        byte[] photo = new byte[10 << 20];
        new Random(1).nextBytes(photo);
        Path file =
                zip(zip -> {
                    for (int i = 0; i < 3; i++) {
                        entry(zip, "ppt/media/image" + i + ".jpeg", photo);
                    }
                    entry(zip, "ppt/slides/slide1.xml", "<a>words</a>".repeat(700_000));
                });

        assertThat(ZipGuard.check(file, ZipGuard.Limits.USUAL)).hasSize(4);
    }

    @Test
    void opensAnArchiveThatHasSomethingElseBeforeIt() throws Exception {
        byte[] archive = Files.readAllBytes(zip(zip -> entry(zip, "a", "words")));
        Path file = folder.resolve("b.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
            out.write(archive);
        }

        assertThat(ZipGuard.check(file, FEW)).containsExactly(new ZipGuard.Entry("a", 5));
    }

    @Test
    @Asvs("5.2.3")
    void refusesTooManyEntries() throws Exception {
        Path file =
                zip(zip -> {
                    for (int i = 0; i < 4; i++) {
                        entry(zip, "a" + i, "x");
                    }
                });

        assertRefused(file, Reason.Code.UNPACKS_TOO_LARGE);
    }

    @Test
    @Asvs("5.2.3")
    void refusesTooMuchInSum() throws Exception {
        byte[] noise = new byte[600_000];
        new Random(1).nextBytes(noise);
        Path file =
                zip(zip -> {
                    entry(zip, "a", noise);
                    entry(zip, "b", noise);
                });

        assertRefused(file, Reason.Code.UNPACKS_TOO_LARGE);
    }

    @Test
    void refusesAnEntryThatIsNearlyNothingPacked() throws Exception {
        Path file = zip(zip -> entry(zip, "a", new byte[11 << 20]));

        assertThatThrownBy(() -> ZipGuard.check(file, ZipGuard.Limits.USUAL))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.code())
                                        .isEqualTo(Reason.Code.UNPACKS_TOO_LARGE));
    }

    /// A sheet of zeros is no bomb.
    @Test
    void letsASmallEntryHaveAnyRatio() throws Exception {
        Path file = zip(zip -> entry(zip, "a", new byte[1 << 20]));

        assertThat(ZipGuard.check(file, FEW)).hasSize(1);
    }

    @Test
    @Asvs("5.2.3")
    void refusesAnEntryThatUnpacksToMoreThanItClaims() throws Exception {
        byte[] archive = Files.readAllBytes(zip(zip -> entry(zip, "a", new byte[60_000])));
        patch(archive, 24, 100);

        assertRefused(write(archive), Reason.Code.BROKEN);
    }

    /// One stretch of packed bytes under many names: the way from megabytes to petabytes.
    @Test
    void refusesEntriesThatShareTheirBytes() throws Exception {
        byte[] archive =
                Files.readAllBytes(
                        zip(zip -> {
                            entry(zip, "a", "words");
                            entry(zip, "b", "words");
                        }));
        int last = find(archive, DIRECTORY, find(archive, DIRECTORY, 0) + 4);
        little(archive).putInt(last + 42, 0);

        assertRefused(write(archive), Reason.Code.BROKEN);
    }

    @Test
    void refusesAnEntryBehindAPassword() throws Exception {
        byte[] archive = Files.readAllBytes(zip(zip -> entry(zip, "a", "words")));
        patch(archive, 8, 1);

        assertRefused(write(archive), Reason.Code.ENCRYPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100, 400, 1000})
    void refusesAnArchiveThatIsCutOff(int missing) throws Exception {
        byte[] archive = Files.readAllBytes(zip(zip -> entry(zip, "a", "words ".repeat(9_999))));
        int length = Math.max(0, archive.length - 1 - missing);

        assertRefused(write(Arrays.copyOf(archive, length)), Reason.Code.BROKEN);
    }

    /// Whatever single byte is wrong: an answer, never another exception.
    @Test
    void survivesAnyWrongByte() throws Exception {
        byte[] archive =
                Files.readAllBytes(
                        zip(zip -> {
                            entry(zip, "a", "words and words");
                            entry(zip, "b/", "");
                        }));
        for (int at = 0; at < archive.length; at++) {
            for (int value : new int[] {0, 0x7F, 0xFF}) {
                byte[] broken = archive.clone();
                broken[at] = (byte) value;
                Path file = write(broken);
                try {
                    assertThat(ZipGuard.check(file, FEW)).hasSizeLessThanOrEqualTo(3);
                } catch (Refusal refusal) {
                    assertThat(refusal.code()).isNotNull();
                }
            }
        }
    }

    private void assertRefused(Path file, Reason.Code code) {
        assertThatThrownBy(() -> ZipGuard.check(file, FEW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private interface Fill {
        void fill(ZipOutputStream zip) throws IOException;
    }

    private Path zip(Fill fill) throws IOException {
        Path file = Files.createTempFile(folder, "a", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            fill.fill(zip);
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        entry(zip, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        if (name.endsWith("/")) {
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(0);
            entry.setCrc(new CRC32().getValue());
        }
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("written.zip"), bytes);
    }

    /// Changes a field in the directory's first header.
    private static void patch(byte[] archive, int field, int value) {
        little(archive).putShort(find(archive, DIRECTORY, 0) + field, (short) value);
    }

    private static int find(byte[] bytes, int signature, int from) {
        ByteBuffer buffer = little(bytes);
        for (int at = from; at <= bytes.length - 4; at++) {
            if (buffer.getInt(at) == signature) {
                return at;
            }
        }
        throw new AssertionError("no such header");
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
