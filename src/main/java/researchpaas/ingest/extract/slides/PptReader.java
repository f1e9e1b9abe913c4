package researchpaas.ingest.extract.slides;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hslf.usermodel.HSLFGroupShape;
import org.apache.poi.hslf.usermodel.HSLFNotes;
import org.apache.poi.hslf.usermodel.HSLFShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTable;
import org.apache.poi.hslf.usermodel.HSLFTableCell;
import org.apache.poi.hslf.usermodel.HSLFTextParagraph;
import org.apache.poi.hslf.usermodel.HSLFTextShape;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.sl.usermodel.TextShape.TextPlaceholder;
import researchpaas.document.Box;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.office.OldProperties;
import researchpaas.ingest.extract.office.Ole2;
import researchpaas.ingest.extract.office.PagedText;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.table.TableRows;

/// PowerPoint of before 2007 (PPT), written as [PptxReader] writes today's.
public final class PptReader implements FormatReader {
    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        try (POIFSFileSystem container = Ole2.open(file, "PowerPoint Document");
                HSLFSlideShow show = new HSLFSlideShow(container)) {
            List<HSLFSlide> slides = show.getSlides();
            PagedText pages = new PagedText(sink);
            for (HSLFSlide slide : slides) {
                List<SlideShape> shapes = new ArrayList<>();
                addAll(slide.getShapes(), shapes);
                new Slide(SlideOrder.of(shapes), notes(slide)).write(slides.size() == 1, pages);
            }
            pages.end();
            sink.info(OldProperties.of(show.getSlideShowImpl().getSummaryInformation()));
        } catch (EncryptedDocumentException e) {
            throw new Refusal(Reason.Code.ENCRYPTED);
        }
    }

    private static void addAll(List<HSLFShape> from, List<SlideShape> shapes) {
        for (HSLFShape shape : from) {
            switch (shape) {
                case HSLFTable table -> add(table, rows(table), false, shapes);
                case HSLFGroupShape group -> addAll(group.getShapes(), shapes);
                case HSLFTextShape text -> {
                    boolean title = TextPlaceholder.isTitle(text.getRunType());
                    add(text, paragraphs(text), title, shapes);
                }
                default -> {
                    // lines and pictures
                }
            }
        }
    }

    private static void add(
            HSLFShape shape, List<String> paragraphs, boolean title, List<SlideShape> shapes) {
        if (!paragraphs.isEmpty()) {
            Rectangle2D place = shape.getAnchor();
            Box box =
                    new Box(
                            (float) place.getX(),
                            (float) place.getY(),
                            (float) Math.max(0, place.getWidth()),
                            (float) Math.max(0, place.getHeight()));
            shapes.add(new SlideShape(title, box, paragraphs));
        }
    }

    private static List<String> paragraphs(HSLFTextShape shape) {
        return lines(HSLFTextParagraph.getText(shape.getTextParagraphs()));
    }

    private static List<String> lines(String text) {
        return CleanText.tidy(text.replace('\u000B', '\n')).lines().toList();
    }

    private static List<String> rows(HSLFTable table) {
        TableRows rows = new TableRows();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < table.getNumberOfRows(); i++) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < table.getNumberOfColumns(); j++) {
                HSLFTableCell cell = table.getCell(i, j);
                cells.add(cell == null ? "" : cell.getText());
            }
            rows.row(cells).ifPresent(written::add);
        }
        return written;
    }

    private static List<String> notes(HSLFSlide slide) {
        HSLFNotes notes = slide.getNotes();
        List<String> paragraphs = new ArrayList<>();
        if (notes != null) {
            for (HSLFShape shape : notes.getShapes()) {
                if (shape instanceof HSLFTextShape text
                        && text.getRunType() == TextPlaceholder.NOTES.nativeId) {
                    paragraphs.addAll(paragraphs(text));
                }
            }
        }
        return paragraphs;
    }
}
