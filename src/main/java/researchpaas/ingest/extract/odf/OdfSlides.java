package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.PagedText;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.slides.Slide;
import researchpaas.ingest.extract.slides.SlideOrder;
import researchpaas.ingest.extract.slides.SlideShape;

/// The slides of an OpenDocument presentation.
final class OdfSlides {
    private static final Pattern LENGTH = Pattern.compile("(-?\\d{1,6}(?:\\.\\d{1,9})?)([a-z]{2})");
    private static final Map<String, Float> POINTS =
            Map.of("cm", 28.346f, "mm", 2.8346f, "in", 72f, "pt", 1f, "pc", 12f);

    private final OdfStyles styles;
    private final PagedText pages;

    OdfSlides(OdfStyles styles, TextSink sink) {
        this.styles = styles;
        this.pages = new PagedText(sink);
    }

    void read(XmlCursor xml) throws IOException, Refusal {
        List<Slide> slides = new ArrayList<>();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("page")) {
                slides.add(slide(xml));
            }
        }
        for (Slide slide : slides) {
            slide.write(slides.size() == 1, pages);
        }
        pages.end();
    }

    private Slide slide(XmlCursor xml) throws IOException, Refusal {
        List<SlideShape> shapes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "notes" -> notes.addAll(text(xml));
                case "frame", "custom-shape", "rect", "ellipse", "line", "connector", "path" ->
                        addShape(xml, shapes);
                case "annotation", "animation-group", "par" -> xml.skip();
                default -> {
                    // a group: its shapes come next
                }
            }
        }
        return new Slide(SlideOrder.of(shapes), notes);
    }

    private void addShape(XmlCursor xml, List<SlideShape> shapes) throws IOException, Refusal {
        String role = xml.attribute("class", "").toLowerCase(Locale.ROOT);
        @Nullable Box place = place(xml);
        List<String> paragraphs = text(xml);
        boolean repeated =
                role.equals("footer") || role.equals("page-number") || role.equals("date-time");
        if (!paragraphs.isEmpty() && !repeated) {
            shapes.add(new SlideShape(role.equals("title"), place, paragraphs));
        }
    }

    private List<String> text(XmlCursor xml) throws IOException, Refusal {
        BlockText text = new BlockText();
        new OdfText(styles, _ -> {}).blocks(xml, text);
        return text.toString().lines().toList();
    }

    private static @Nullable Box place(XmlCursor xml) {
        String x = xml.attribute("x");
        String y = xml.attribute("y");
        return x == null || y == null
                ? null
                : new Box(
                        points(x),
                        points(y),
                        Math.max(0, points(xml.attribute("width", ""))),
                        Math.max(0, points(xml.attribute("height", ""))));
    }

    private static float points(String length) {
        Matcher parts = LENGTH.matcher(length);
        return parts.matches()
                ? Float.parseFloat(parts.group(1)) * POINTS.getOrDefault(parts.group(2), 1f)
                : 0;
    }
}
