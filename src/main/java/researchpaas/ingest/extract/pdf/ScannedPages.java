package researchpaas.ingest.extract.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import researchpaas.ingest.extract.layout.TextLine;
import researchpaas.ingest.extract.recognition.Tesseract;

/// Draws pages that have no text, for text recognition.
final class ScannedPages {
    /// What Tesseract is trained for.
    private static final float DPI = 300;

    /// A little more than A4 at that; a poster's letters are large and bear fewer dots.
    static final double MOST_PIXELS = 12e6;

    private final PDFRenderer renderer;
    private final Tesseract tesseract;

    ScannedPages(PDDocument document, Tesseract tesseract) {
        this.renderer = new PDFRenderer(document);
        this.renderer.setSubsamplingAllowed(true);
        this.tesseract = tesseract;
    }

    /// @param index from 0
    /// @param width in points, as height
    List<TextLine> lines(int index, float width, float height) throws IOException {
        double most = Math.sqrt(MOST_PIXELS / Math.max(1, (double) width * height)) * 72;
        float dpi = (float) Math.min(DPI, most);
        BufferedImage picture = renderer.renderImageWithDPI(index, dpi, ImageType.GRAY);
        return tesseract.lines(picture, dpi);
    }
}
