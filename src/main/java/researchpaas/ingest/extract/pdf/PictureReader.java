package researchpaas.ingest.extract.pdf;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.layout.PageFlow;
import researchpaas.ingest.extract.layout.PageLines;
import researchpaas.ingest.extract.layout.PdfHeadings;
import researchpaas.ingest.extract.layout.PrintStyle;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.recognition.Tesseract;

/// PNG and JPEG, by text recognition only: a poster, or a page that somebody photographed.
public final class PictureReader implements FormatReader {
    private static final long LARGEST = 400_000_000;

    /// Pictures seldom say; the letters of a page at this density have their real size.
    private static final float DPI = 300;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        Tesseract tesseract = sink.recognition();
        if (tesseract == null) {
            throw new Refusal(Reason.Code.UNSUPPORTED_TYPE);
        }
        BufferedImage picture = picture(file);
        PageLines page =
                new PageLines(
                        1,
                        picture.getWidth() * 72 / DPI,
                        picture.getHeight() * 72 / DPI,
                        tesseract.lines(picture, DPI));
        PrintStyle style = PrintStyle.of(List.of(page));
        PdfHeadings headings = new PdfHeadings(style);
        PageFlow.Flow flow = PageFlow.of(page, style);
        headings.add(flow);
        sink.page(flow.page());
        sink.headings(headings.found());
    }

    private static BufferedImage picture(Path file) throws IOException, Refusal {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return grey(small(reader));
            } finally {
                reader.dispose();
            }
        }
    }

    /// The size is looked at before anything is unpacked.
    private static BufferedImage small(ImageReader reader) throws IOException, Refusal {
        double pixels = (double) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > LARGEST) {
            throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
        }
        int step = (int) Math.max(1, Math.ceil(Math.sqrt(pixels / ScannedPages.MOST_PIXELS)));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static BufferedImage grey(BufferedImage picture) {
        BufferedImage grey =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, grey.getWidth(), grey.getHeight());
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return grey;
    }
}
