package researchpaas.ingest.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// PDFs that are broken, tiresome, or meant to do harm.
final class HostilePdfs {
    private static final String HEAD = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n";
    private static final String TAIL = "\ntrailer <</Root 1 0 R>>\n%%EOF";
    private static final String FONT =
            "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";

    private final Path folder;

    HostilePdfs(Path folder) {
        this.folder = folder;
    }

    void writeAll() throws IOException {
        raw("words.pdf", "These are words and no PDF.\n".repeat(50));
        raw("22-bytes.pdf", "%PDF-1.7\n%cut off here");
        ordinary("password.pdf", 1, "secret");
        ordinary("no-password.pdf", 1, "");
        ordinary("500-pages.pdf", 500, null);
        cut("500-pages.pdf", "cut-off.pdf");
        deepTree();
        loops();
        onePage("bad-page.pdf", "/Contents 9 0 R", badPageAndGoodOne());
        onePage(
                "huge-image.pdf",
                "/Resources<</XObject<</I 5 0 R>>>>/Contents 6 0 R",
                "5 0 obj <</Type/XObject/Subtype/Image/Width 1000000/Height 1000000"
                        + "/ColorSpace/DeviceRGB/BitsPerComponent 8/Length 3>> stream\nabc\nendstream endobj\n"
                        + stream(6, "q 1 0 0 1 0 0 cm /I Do Q"));
        millionObjects();
        bomb();
        polyglot();
    }

    private void ordinary(String name, int pages, String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            var font = new PDType1Font(FontName.HELVETICA);
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(font, 11);
                    content.newLineAtOffset(72, 700);
                    content.showText("Page " + i + " of the book of moths.");
                    content.endText();
                }
            }
            if (password != null) {
                document.protect(
                        new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(folder.resolve(name).toFile());
        }
    }

    private void cut(String from, String to) throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(from));
        Files.write(folder.resolve(to), java.util.Arrays.copyOf(whole, 60));
    }

    private void deepTree() throws IOException {
        StringBuilder pdf = new StringBuilder(HEAD);
        int depth = 20_000;
        for (int i = 2; i < depth; i++) {
            pdf.append(
                    "%d 0 obj <</Type/Pages/Count 1/Kids[%d 0 R]>> endobj\n".formatted(i, i + 1));
        }
        pdf.append("%d 0 obj <</Type/Page/MediaBox[0 0 9 9]>> endobj".formatted(depth));
        raw("deep-tree.pdf", pdf + TAIL);
    }

    private void loops() throws IOException {
        raw(
                "tree-loop.pdf",
                HEAD + "2 0 obj <</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>> endobj" + TAIL);
        raw("reference-loop.pdf", HEAD + "2 0 obj 3 0 R endobj\n3 0 obj 2 0 R endobj\n" + TAIL);
        String loop = HEAD + "startxref\n9\n%%EOF";
        int at = loop.length();
        raw(
                "table-loop.pdf",
                HEAD
                        + "xref\n0 1\n0000000000 65535 f \ntrailer <</Root 1 0 R/Size 3/Prev %d>>\nstartxref\n%d\n%%%%EOF"
                                .formatted(HEAD.length(), HEAD.length(), at));
        onePage(
                "form-loop.pdf",
                "/Resources<</XObject<</X 5 0 R>>>>/Contents 6 0 R",
                "5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                        + "/Resources<</XObject<</X 5 0 R>>>>/Length 12>> stream\n/X Do /X Do \nendstream endobj\n"
                        + stream(6, "/X Do"));
    }

    /// The page that names object 9 has nothing that can be read; a second one has.
    private static String badPageAndGoodOne() {
        return "9 0 obj <</Length 4/Filter/FlateDecode>> stream\nnope\nendstream endobj\n"
                + "4 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
                + FONT
                + "/Contents 6 0 R>> endobj\n"
                + stream(6, "BT /F 12 Tf 72 700 Td (The second page can be read.) Tj ET");
    }

    /// Twenty megabytes of a table that lists a million objects.
    private void millionObjects() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("million-objects.pdf"))) {
            byte[] head =
                    (HEAD + "2 0 obj <</Type/Pages/Count 0/Kids[]>> endobj\n")
                            .getBytes(StandardCharsets.US_ASCII);
            out.write(head);
            StringBuilder table = new StringBuilder("xref\n0 1000000\n");
            for (int i = 0; i < 1_000_000; i++) {
                table.append("%010d 00000 n \n".formatted(9 + i % 50));
            }
            table.append(
                    "trailer <</Root 1 0 R/Size 1000000>>\nstartxref\n%d\n%%%%EOF"
                            .formatted(head.length));
            out.write(table.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// A page that unpacks, in two steps, to a gigabyte of nothing.
    private void bomb() throws IOException {
        byte[] inner = deflated(new byte[1 << 20], 1024);
        byte[] outer = deflated(inner, 1);
        var pdf = new ByteArrayOutputStream();
        pdf.writeBytes(bytes(page("/Contents 5 0 R")));
        pdf.writeBytes(
                bytes(
                        "5 0 obj <</Length %d/Filter[/FlateDecode/FlateDecode]>> stream\n"
                                .formatted(outer.length)));
        pdf.writeBytes(outer);
        pdf.writeBytes(bytes("\nendstream endobj" + TAIL));
        Files.write(folder.resolve("page-bomb.pdf"), pdf.toByteArray());
    }

    /// Both a PDF and an archive.
    private void polyglot() throws IOException {
        ordinary("polyglot.pdf", 1, null);
        Path zip = folder.resolve("polyglot.tmp");
        HostileZips.write(zip, "a.txt", bytes("words"));
        Files.write(
                folder.resolve("polyglot.pdf"),
                Files.readAllBytes(zip),
                java.nio.file.StandardOpenOption.APPEND);
        Files.delete(zip);
        Files.copy(folder.resolve("polyglot.pdf"), folder.resolve("polyglot.docx"));
        Files.copy(folder.resolve("polyglot.pdf"), folder.resolve("polyglot.txt"));
    }

    private void onePage(String name, String entries, String objects) throws IOException {
        raw(name, page(entries) + objects + TAIL);
    }

    private static String page(String entries) {
        return HEAD
                + "2 0 obj <</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>> endobj\n"
                + "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
                + entries
                + ">> endobj\n";
    }

    private static String stream(int number, String content) {
        return "%d 0 obj <</Length %d>> stream\n%s\nendstream endobj\n"
                .formatted(number, content.length(), content);
    }

    private void raw(String name, String text) throws IOException {
        Files.write(folder.resolve(name), bytes(text));
    }

    private static byte[] deflated(byte[] block, int times) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out, new Deflater(1))) {
            for (int i = 0; i < times; i++) {
                deflater.write(block);
            }
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
