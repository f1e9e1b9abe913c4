package researchpaas.ingest.extract.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.HiddenMarks;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.OfficePackage.Relation;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableRows;

/// What stands on one slide, in the file's order.
final class PptxSlide {
    /// What every slide repeats.
    private static final Set<String> REPEATED = Set.of("dt", "ftr", "hdr", "sldNum", "sldImg");

    private final OfficePackage file;
    private final Map<String, Relation> parts;
    private final PptxLayouts layouts;

    private final @Nullable Box frame;

    /// @param parts that the slide refers to
    /// @param frame the slide's edges; absent where nobody knows
    PptxSlide(
            OfficePackage file,
            Map<String, Relation> parts,
            PptxLayouts layouts,
            @Nullable Box frame) {
        this.file = file;
        this.parts = parts;
        this.layouts = layouts;
        this.frame = frame;
    }

    /// What stands on a slide that is left out of the show is text all the same: it is found, and
    /// answers leave it out.
    List<SlideShape> shapes(String part) throws IOException {
        List<SlideShape> shapes = new ArrayList<>();
        boolean shown;
        try (XmlCursor xml = file.read(part)) {
            xml.nextInside(0);
            shown = !xml.attribute("show", "1").matches("0|false");
            addAll(xml, shapes, UnaryOperator.identity());
        }
        return shown ? shapes : shapes.stream().map(PptxSlide::notShown).toList();
    }

    private static SlideShape notShown(SlideShape shape) {
        return new SlideShape(
                shape.isTitle(),
                shape.place(),
                shape.paragraphs().stream().map(words -> whole(Kind.MARKUP, words)).toList());
    }

    /// What is marked within the words already would end the outer mark.
    private static String whole(Kind kind, String words) {
        return HiddenMarks.around(kind, HiddenMarks.without(words));
    }

    /// The paragraphs of the notes, without what the notes' page repeats.
    List<String> notes(String part) throws IOException {
        List<String> notes = new ArrayList<>();
        for (SlideShape shape : shapes(part)) {
            notes.addAll(shape.paragraphs());
        }
        return notes;
    }

    private void addAll(XmlCursor xml, List<SlideShape> shapes, UnaryOperator<@Nullable Box> seen)
            throws IOException {
        UnaryOperator<@Nullable Box> outside = seen;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "grpSpPr" -> {
                    SlidePlace group = group(xml);
                    outside = member -> seen.apply(group.outside(member));
                }
                case "grpSp" -> addAll(xml, shapes, outside);
                case "sp" -> addShape(xml, shapes, outside);
                case "graphicFrame" -> addFrame(xml, shapes, outside);
                case "Fallback", "pic", "cxnSp", "extLst", "timing", "transition" -> xml.skip();
                default -> {
                    // a wrapper: its shapes come next
                }
            }
        }
    }

    private static SlidePlace group(XmlCursor xml) throws IOException {
        SlidePlace place = SlidePlace.UNKNOWN;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("xfrm")) {
                place = SlidePlace.read(xml);
            }
        }
        return place;
    }

    private void addShape(
            XmlCursor xml, List<SlideShape> shapes, UnaryOperator<@Nullable Box> outside)
            throws IOException {
        @Nullable String type = null;
        String index = "";
        @Nullable Box box = null;
        boolean hidden = false;
        List<String> paragraphs = List.of();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "cNvPr" -> hidden = xml.attribute("hidden", "0").matches("1|true");
                case "ph" -> {
                    type = xml.attribute("type", "");
                    index = xml.attribute("idx", "");
                }
                case "xfrm" -> box = outside.apply(SlidePlace.read(xml).box());
                case "txBody" -> paragraphs = paragraphs(xml);
                default -> {
                    // how it looks
                }
            }
        }
        if (paragraphs.isEmpty() || (type != null && REPEATED.contains(type))) {
            return;
        }
        Optional<String> layout = OfficePackage.target(parts, "slideLayout");
        if (box == null && type != null && layout.isPresent()) {
            box = layouts.find(layout.get(), type, index);
        }
        boolean title = type != null && (type.equals("title") || type.equals("ctrTitle"));
        shapes.add(new SlideShape(title, box, marked(paragraphs, box, hidden)));
    }

    /// What is switched off, or lies wholly beside the slide, is in the file and not on the slide.
    private List<String> marked(List<String> paragraphs, @Nullable Box box, boolean hidden) {
        boolean beside =
                box != null
                        && frame != null
                        && (box.x() + box.width() <= 0
                                || box.y() + box.height() <= 0
                                || box.x() >= frame.width()
                                || box.y() >= frame.height());
        if (!hidden && !beside) {
            return paragraphs;
        }
        Kind kind = hidden ? Kind.MARKUP : Kind.OFF_PAGE;
        return paragraphs.stream().map(words -> whole(kind, words)).toList();
    }

    /// A table, or a drawing whose words stand in a part of their own.
    private void addFrame(
            XmlCursor xml, List<SlideShape> shapes, UnaryOperator<@Nullable Box> outside)
            throws IOException {
        @Nullable Box box = null;
        List<String> paragraphs = new ArrayList<>();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "xfrm" -> box = outside.apply(SlidePlace.read(xml).box());
                case "tbl" -> paragraphs.addAll(table(xml));
                case "relIds" -> {
                    Relation drawing = parts.get(xml.relation("dm"));
                    if (drawing != null && file.has(drawing.target())) {
                        try (XmlCursor words = file.read(drawing.target())) {
                            words.nextInside(0);
                            paragraphs.addAll(paragraphs(words));
                        }
                    }
                }
                case "Fallback" -> xml.skip();
                default -> {
                    // a wrapper
                }
            }
        }
        if (!paragraphs.isEmpty()) {
            shapes.add(new SlideShape(false, box, marked(paragraphs, box, false)));
        }
    }

    private static List<String> table(XmlCursor xml) throws IOException {
        TableRows rows = new TableRows();
        List<String> written = new ArrayList<>();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("tr")) {
                rows.row(cells(xml)).ifPresent(written::add);
            }
        }
        return written;
    }

    private static List<String> cells(XmlCursor xml) throws IOException {
        List<String> cells = new ArrayList<>();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("tc")) {
                boolean merged = xml.attribute("vMerge", "0").matches("1|true");
                String text = String.join(" ", paragraphs(xml));
                cells.add(merged ? TableRows.MERGED_ABOVE : text);
            }
        }
        return cells;
    }

    /// Those with words, to the end of the present element.
    private static List<String> paragraphs(XmlCursor xml) throws IOException {
        List<String> paragraphs = new ArrayList<>();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("p")) {
                String text = CleanText.tidy(paragraph(xml));
                if (!text.isEmpty()) {
                    paragraphs.add(text);
                }
            }
        }
        return paragraphs;
    }

    private static String paragraph(XmlCursor xml) throws IOException {
        StringBuilder text = new StringBuilder();
        @Nullable Kind hidden = null;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "r", "fld" -> hidden = null;
                // in hundredths of a point
                case "rPr" -> hidden = xml.number("sz", 1_800) <= 100 ? Kind.TINY : null;
                case "alpha" ->
                        hidden = xml.number("val", 100_000) < 5_000 ? Kind.TRANSPARENT : hidden;
                case "t" -> {
                    String words = xml.text();
                    text.append(hidden == null ? words : HiddenMarks.around(hidden, words));
                }
                case "br" -> text.append('\n');
                case "Fallback" -> xml.skip();
                default -> {
                    // a wrapper, or how it looks
                }
            }
        }
        return text.toString();
    }
}
