package researchpaas.ingest.extract.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream.UnicodeExtraFieldPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;
import researchpaas.ingest.extract.Readings;
import researchpaas.ingest.extract.reader.CollectedText;

class ArchiveReaderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(ArchiveReader.Kind.class)
    void readsEachFileUnderItsPath(ArchiveReader.Kind kind) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("notes/one.txt", "First words.".getBytes(UTF_8));
        files.put("二.md", "# 見出し\n\n本文。".getBytes(UTF_8));

        CollectedText read = read(kind, archive(kind, files));

        assertThat(read.text()).isEqualTo("notes/one.txt\nFirst words.\n\f\n二.md\n見出し\n本文。");
        assertThat(read.headings)
                .extracting(
                        heading -> heading.page() + " " + heading.level() + " " + heading.text())
                .containsExactly("1 1 notes/one.txt", "2 1 二.md", "2 2 見出し");
        assertThat(read.headings)
                .allSatisfy(heading ->
                        assertThat(
                                        read.pages
                                                .get(heading.page() - 1)
                                                .text()
                                                .substring(heading.start(), heading.end()))
                                .isEqualTo(heading.text()));
    }

    @Test
    void namesWhatItDidNotReadAndReadsTheRest() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("broken.docx", "PK not really".getBytes(UTF_8));
        files.put("inner.zip", zip(Map.of("a.txt", "deep".getBytes(UTF_8)), UTF_8, true));
        files.put("empty.txt", new byte[0]);
        files.put("program.exe", new byte[] {1, 2});
        files.put("__MACOSX/._good.txt", "x".getBytes(UTF_8));
        files.put("good.txt", "Good.".getBytes(UTF_8));

        CollectedText read = read(ArchiveReader.Kind.ZIP, archive(ArchiveReader.Kind.ZIP, files));

        assertThat(read.text())
                .isEqualTo(
                        "good.txt\n"
                                + "Good.\n"
                                + "\f\n"
                                + "Files that were not read\n"
                                + "broken.docx: broken\n"
                                + "inner.zip: an archive inside the archive\n"
                                + "empty.txt: empty\n"
                                + "program.exe: no reader for this type");
        assertThat(read.headingTexts()).containsExactly("good.txt", "Files that were not read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-31j"})
    void readsJapaneseNamesThatDoNotSayTheirEncoding(String encoding) throws Exception {
        Path file = folder.resolve("names.zip");
        Files.write(
                file,
                zip(Map.of("資料/表示.txt", "x".getBytes(UTF_8)), Charset.forName(encoding), false));

        assertThat(read(ArchiveReader.Kind.ZIP, file).headingTexts()).containsExactly("資料/表示.txt");
    }

    @Test
    @Asvs("5.3.3")
    void takesNamesThatLeadElsewhereForNames() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("../../outside.txt", "one".getBytes(UTF_8));
        files.put("/etc/absolute.txt", "two".getBytes(UTF_8));
        files.put("C:\\windows\\drive.txt", "three".getBytes(UTF_8));

        CollectedText read = read(ArchiveReader.Kind.TAR, archive(ArchiveReader.Kind.TAR, files));

        assertThat(read.headingTexts())
                .containsExactly("outside.txt", "etc/absolute.txt", "C:/windows/drive.txt");
        assertThat(folder.getParent().resolve("outside.txt")).doesNotExist();
    }

    @Test
    @Asvs("5.2.5")
    void followsNoLinkInsideAnArchive() throws Exception {
        Path file = folder.resolve("links.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            TarArchiveEntry link = new TarArchiveEntry("link.txt", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            put(tar, "real.txt", "real".getBytes(UTF_8));
        }

        assertThat(read(ArchiveReader.Kind.TAR, file).text()).isEqualTo("real.txt\nreal");
    }

    @Test
    void readsASingleFileThatIsOnlyCompressed() throws Exception {
        Path file = folder.resolve("words.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("Just words.".getBytes(UTF_8));
        }

        assertThat(read(ArchiveReader.Kind.GZIP, file).text()).isEqualTo("words.txt\nJust words.");
    }

    @Test
    void refusesAStreamThatUnpacksToMuchMoreThanItIs() throws Exception {
        Path file = folder.resolve("bomb.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 40; i++) {
                out.write(new byte[1 << 20]);
            }
        }

        assertThatThrownBy(() -> read(ArchiveReader.Kind.GZIP, file))
                .hasMessage("UNPACKS_TOO_LARGE");
    }

    @ParameterizedTest
    @EnumSource(ArchiveReader.Kind.class)
    void refusesWhatIsNoArchive(ArchiveReader.Kind kind) throws Exception {
        Path file = Files.writeString(folder.resolve("words"), "words");

        assertThatThrownBy(() -> read(kind, file)).hasMessage("NOT_WHAT_IT_SAYS");
    }

    @Test
    void leavesNothingInTheTemporaryFolder() throws Exception {
        long before = temporaryFiles();

        read(
                ArchiveReader.Kind.ZIP,
                archive(ArchiveReader.Kind.ZIP, Map.of("a.txt", "x".getBytes(UTF_8))));

        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("entry")).count();
        }
    }

    private Path archive(ArchiveReader.Kind kind, Map<String, byte[]> files) throws IOException {
        Path file = folder.resolve("archive");
        switch (kind) {
            case ZIP -> Files.write(file, zip(files, UTF_8, true));
            case TAR -> tar(files, Files.newOutputStream(file));
            case GZIP -> tar(files, new GZIPOutputStream(Files.newOutputStream(file)));
            case SEVEN_ZIP -> {
                try (SevenZOutputFile out = new SevenZOutputFile(file.toFile())) {
                    for (Map.Entry<String, byte[]> one : files.entrySet()) {
                        SevenZArchiveEntry entry = new SevenZArchiveEntry();
                        entry.setName(one.getKey());
                        out.putArchiveEntry(entry);
                        out.write(one.getValue());
                        out.closeArchiveEntry();
                    }
                }
            }
        }
        return file;
    }

    private static void tar(Map<String, byte[]> files, OutputStream to) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(to, "UTF-8")) {
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                put(tar, one.getKey(), one.getValue());
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /// @param told whether the archive says that its names are UTF-8
    private static byte[] zip(Map<String, byte[]> files, Charset names, boolean told)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (told) {
            try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
                for (Map.Entry<String, byte[]> one : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(one.getKey()));
                    zip.write(one.getValue());
                }
            }
            return bytes.toByteArray();
        }
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setEncoding(names.name());
            zip.setUseLanguageEncodingFlag(false);
            zip.setCreateUnicodeExtraFields(UnicodeExtraFieldPolicy.NEVER);
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(one.getKey()));
                zip.write(one.getValue());
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static CollectedText read(ArchiveReader.Kind kind, Path file) throws Exception {
        CollectedText collected = new CollectedText();
        new ArchiveReader(kind, Readings::reader).read(file, collected);
        return collected;
    }
}
