package researchpaas.ingest.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives, and Office files, which are archives.
final class HostileZips {
    private static final List<String> ENDINGS = List.of("docx", "xlsx", "pptx", "odt", "zip");
    private static final String TYPES =
            """
            <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
            """;
    private static final String RELATIONS =
            """
            <?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
            """;
    static final String WORD_START =
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    static final String WORD_END = "</w:body></w:document>";

    private final Path folder;

    HostileZips(Path folder) {
        this.folder = folder;
    }

    void writeAll(String stolenFile, String stolenAddress) throws IOException {
        for (String ending : ENDINGS) {
            flatBomb("flat-bomb." + ending);
            nestedBomb("nested-bomb." + ending);
        }
        xmlBomb();
        lying();
        overlapping();
        word("plain.docx", paragraph("The moths of the greenhouse."));
        byte[] plain = Files.readAllBytes(folder.resolve("plain.docx"));
        Files.write(folder.resolve("cut-off.docx"), Arrays.copyOf(plain, plain.length * 2 / 3));
        word(
                "entity.docx",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \""
                        + stolenFile
                        + "\">"
                        + "<!ENTITY y SYSTEM \""
                        + stolenAddress
                        + "\">]>",
                paragraph("before &x; &y; after"));
        word("laughs.docx", HostileTexts.LAUGHS, paragraph("&x9;"));
        word("deep.docx", "<w:sdt><w:sdtContent>".repeat(10_000));
        climbing();
    }

    private void flatBomb(String name) throws IOException {
        try (ZipOutputStream zip = open(name)) {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 3; i++) {
                zip.putNextEntry(new ZipEntry("word/media/" + i));
                for (int megabyte = 0; megabyte < 50; megabyte++) {
                    zip.write(block);
                }
                zip.closeEntry();
            }
        }
    }

    private void nestedBomb(String name) throws IOException {
        byte[] inner = zipped("zeros", new byte[32 << 20]);
        for (int depth = 0; depth < 4; depth++) {
            var out = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(out)) {
                for (int i = 0; i < 8; i++) {
                    zip.putNextEntry(new ZipEntry("level" + i + ".zip"));
                    zip.write(inner);
                    zip.closeEntry();
                }
            }
            inner = out.toByteArray();
        }
        Files.write(folder.resolve(name), inner);
    }

    /// Less than a megabyte that holds four hundred of XML.
    private void xmlBomb() throws IOException {
        try (ZipOutputStream zip = open("xml-bomb.docx")) {
            start(zip);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(WORD_START.getBytes(StandardCharsets.UTF_8));
            byte[] block = paragraph("moth ").repeat(30_000).getBytes(StandardCharsets.UTF_8);
            for (long written = 0; written < 400_000_000; written += block.length) {
                zip.write(block);
            }
            zip.write(WORD_END.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    /// Claims to unpack to a hundred bytes.
    private void lying() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("flat-bomb.docx"));
        for (int header : headers(bytes)) {
            little(bytes).putInt(header + 24, 100);
        }
        Files.write(folder.resolve("lying.docx"), bytes);
    }

    /// Three names for one stretch of packed bytes.
    private void overlapping() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("flat-bomb.docx"));
        for (int header : headers(bytes)) {
            little(bytes).putInt(header + 42, 0);
            little(bytes).putInt(header + 24, 9_000_000);
        }
        Files.write(folder.resolve("overlapping.docx"), bytes);
    }

    private void climbing() throws IOException {
        try (ZipOutputStream zip = open("climbing.zip")) {
            for (String name :
                    List.of(
                            "../../climbed.txt",
                            "/tmp/climbed.txt",
                            "..\\climbed.txt",
                            "a\nb.txt")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("climbed".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        Files.copy(folder.resolve("climbing.zip"), folder.resolve("climbing.docx"));
    }

    private void word(String name, String... xml) throws IOException {
        try (ZipOutputStream zip = open(name)) {
            start(zip);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            String types = xml.length > 1 ? xml[0] : "";
            zip.write(
                    (types + WORD_START + xml[xml.length - 1] + WORD_END)
                            .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    private static void start(ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
        zip.write(TYPES.getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry("_rels/.rels"));
        zip.write(RELATIONS.getBytes(StandardCharsets.UTF_8));
    }

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    static void write(Path file, String name, byte[] content) throws IOException {
        Files.write(file, zipped(name, content));
    }

    private static byte[] zipped(String name, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private ZipOutputStream open(String name) throws IOException {
        OutputStream out = Files.newOutputStream(folder.resolve(name));
        return new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /// Where the directory's headers are.
    private static List<Integer> headers(byte[] bytes) {
        ByteBuffer buffer = little(bytes);
        return java.util.stream.IntStream.range(0, bytes.length - 4)
                .filter(at -> buffer.getInt(at) == 0x02014b50)
                .boxed()
                .toList();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
