package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.Blocks;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableRows;

/// Walks the text of an OpenDocument file. Deleted passages, comments and the readings above
/// characters are left out.
final class OdfText {
    private static final int MOST_SPACES = 20;
    private static final int MOST_COLUMNS = 1_000;

    private final OdfStyles styles;
    private final Consumer<String> footnotes;
    private int notes;

    /// @param footnotes takes each note when it is referred to
    OdfText(OdfStyles styles, Consumer<String> footnotes) {
        this.styles = styles;
        this.footnotes = footnotes;
    }

    /// Reads on to the end of the element at which the cursor stands.
    void blocks(XmlCursor xml, Blocks out) throws IOException, Refusal {
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "p", "h" -> paragraph(xml, out);
                case "table" -> table(xml, out);
                case "soft-page-break" -> out.softPageBreak();
                case "tracked-changes", "annotation", "forms", "sequence-decls" -> xml.skip();
                default -> {
                    // a wrapper: its paragraphs come next
                }
            }
        }
    }

    private void paragraph(XmlCursor xml, Blocks out) throws IOException, Refusal {
        String style = xml.attribute("style-name", "");
        int level = xml.name().equals("h") ? xml.number("outline-level", 1) : 0;
        if (level == 0 && styles.isTitle(style)) {
            level = 1;
        }
        if (styles.breaksBefore(style)) {
            out.softPageBreak();
        }
        new Paragraph(out, level).read(xml);
        if (styles.breaksAfter(style)) {
            out.softPageBreak();
        }
    }

    private final class Paragraph {
        private final Blocks out;
        private final int level;
        private final StringBuilder text = new StringBuilder();
        private final BlockText boxes = new BlockText();

        Paragraph(Blocks out, int level) {
            this.out = out;
            this.level = level;
        }

        void read(XmlCursor xml) throws IOException, Refusal {
            for (int outer = xml.depth(); ; ) {
                int event = xml.next();
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    text.append(spaced(xml.characters()));
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    element(xml);
                } else if (event == XMLStreamConstants.END_DOCUMENT || xml.depth() < outer) {
                    break;
                }
            }
            write();
            out.paragraph(boxes.toString());
        }

        private void element(XmlCursor xml) throws IOException, Refusal {
            switch (xml.name()) {
                case "s" -> text.repeat(" ", Math.clamp(xml.number("c", 1), 1, MOST_SPACES));
                case "tab" -> text.append(' ');
                case "line-break" -> text.append('\n');
                case "soft-page-break" -> {
                    write();
                    out.softPageBreak();
                }
                case "note" -> note(xml);
                case "text-box" -> blocks(xml, boxes);
                case "annotation", "ruby-text", "tracked-changes", "title", "desc" -> xml.skip();
                default -> {
                    // a wrapper: its words come next
                }
            }
        }

        private void note(XmlCursor xml) throws IOException, Refusal {
            BlockText note = new BlockText();
            for (int depth = xml.depth(); xml.nextInside(depth); ) {
                if (xml.name().equals("note-body")) {
                    blocks(xml, note);
                } else {
                    xml.skip();
                }
            }
            notes++;
            text.append('[').append(notes).append(']');
            footnotes.accept("[" + notes + "] " + note);
        }

        private void write() throws Refusal {
            if (level > 0) {
                out.heading(level, text.toString());
            } else {
                out.paragraph(text.toString());
            }
            text.setLength(0);
        }
    }

    /// Line feeds of the file are not those of the text.
    private static String spaced(String raw) {
        return raw.replace('\n', ' ').replace('\r', ' ');
    }

    private void table(XmlCursor xml, Blocks out) throws IOException, Refusal {
        if (styles.breaksBefore(xml.attribute("style-name", ""))) {
            out.softPageBreak();
        }
        TableRows rows = new TableRows();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "table-row" -> {
                    var written = rows.row(row(xml));
                    if (written.isPresent()) {
                        out.paragraph(written.get());
                    }
                }
                case "soft-page-break" -> out.softPageBreak();
                default -> {
                    // a wrapper: its rows come next
                }
            }
        }
    }

    /// A cell below a merged one stands there, covered and empty.
    private List<String> row(XmlCursor xml) throws IOException, Refusal {
        List<String> cells = new ArrayList<>();
        int right = 0;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            boolean covered = xml.name().equals("covered-table-cell");
            if (covered || xml.name().equals("table-cell")) {
                int repeated =
                        Math.clamp(xml.number("number-columns-repeated", 1), 1, MOST_COLUMNS);
                int span = xml.number("number-columns-spanned", 1);
                BlockText cell = new BlockText();
                blocks(xml, cell);
                // beside a wide cell, or below a high one
                boolean below = covered && right == 0;
                String value = below ? TableRows.MERGED_ABOVE : cell.toString();
                for (int i = 0; i < repeated && cells.size() < MOST_COLUMNS; i++) {
                    cells.add(value);
                }
                right = covered ? Math.max(0, right - repeated) : span - 1;
            }
        }
        return cells;
    }
}
