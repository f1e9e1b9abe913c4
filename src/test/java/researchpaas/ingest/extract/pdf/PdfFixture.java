package researchpaas.ingest.extract.pdf;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// Writes small PDFs, a line at a time, on A4. Places count from the top left corner.
public final class PdfFixture implements AutoCloseable {
    public static final PDFont BODY = new PDType1Font(FontName.TIMES_ROMAN);
    public static final PDFont BOLD = new PDType1Font(FontName.TIMES_BOLD);

    public final PDDocument document = new PDDocument();
    private PDPage page = new PDPage(PDRectangle.A4);

    public PdfFixture newPage() {
        page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return this;
    }

    public PDPage page() {
        return page;
    }

    public PdfFixture line(float x, float y, String text) throws IOException {
        return line(x, y, 10, BODY, text);
    }

    public PdfFixture line(float x, float y, float size, PDFont font, String text)
            throws IOException {
        try (var content =
                new PDPageContentStream(
                        document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(x, PDRectangle.A4.getHeight() - y);
            content.showText(text);
            content.endText();
        }
        return this;
    }

    /// Lines under each other, 12 points apart.
    public PdfFixture lines(float x, float y, String... texts) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            line(x, y + 12 * i, texts[i]);
        }
        return this;
    }

    public Path save(Path file) throws IOException {
        document.save(file.toFile());
        return file;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
