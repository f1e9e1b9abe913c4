package researchpaas.ingest.extract.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.OfficePackage.Relation;
import researchpaas.ingest.extract.office.PagedText;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;

/// PowerPoint (PPTX): each slide is a page, hidden ones too, its title a heading, the speaker's
/// notes at its end under a heading of their own.
public final class PptxReader implements FormatReader {
    @Override
    public void read(Path path, TextSink sink) throws IOException, Refusal {
        try (OfficePackage file = OfficePackage.open(path, sink.limits())) {
            String main = file.mainPart("presentation");
            List<String> slides = slides(file, main);
            @Nullable Box frame = frame(file, main);
            PptxLayouts layouts = new PptxLayouts(file);
            PagedText pages = new PagedText(sink);
            for (String slide : slides) {
                slide(file, slide, layouts, frame).write(slides.size() == 1, pages);
            }
            pages.end();
            sink.info(file.info());
        }
    }

    /// The slides' parts in the order of the presentation.
    private static List<String> slides(OfficePackage file, String main) throws IOException {
        Map<String, Relation> parts = file.relations(main);
        List<String> slides = new ArrayList<>();
        try (XmlCursor xml = file.read(main)) {
            while (xml.nextInside(0)) {
                if (xml.name().equals("sldId")) {
                    Relation slide = parts.get(xml.relation("id"));
                    if (slide != null) {
                        slides.add(slide.target());
                    }
                }
            }
        }
        return slides;
    }

    /// A slide's edges in points; absent where the file does not tell.
    private static @Nullable Box frame(OfficePackage file, String main) throws IOException {
        try (XmlCursor xml = file.read(main)) {
            while (xml.nextInside(0)) {
                if (xml.name().equals("sldSz")) {
                    float width = xml.number("cx", 0) / SlidePlace.EMU_PER_POINT;
                    float height = xml.number("cy", 0) / SlidePlace.EMU_PER_POINT;
                    return width > 0 && height > 0 ? new Box(0, 0, width, height) : null;
                }
            }
        }
        return null;
    }

    /// A slide whose part is missing stays as an empty page: the rest is worth reading, and keeps
    /// its numbers.
    private static Slide slide(
            OfficePackage file, String part, PptxLayouts layouts, @Nullable Box frame)
            throws IOException {
        if (!file.has(part)) {
            return new Slide(List.of(), List.of());
        }
        Map<String, Relation> parts = file.relations(part);
        PptxSlide slide = new PptxSlide(file, parts, layouts, frame);
        Optional<String> notes = OfficePackage.target(parts, "notesSlide").filter(file::has);
        return new Slide(
                SlideOrder.of(slide.shapes(part)),
                notes.isPresent() ? slide.notes(notes.get()) : List.of());
    }
}
