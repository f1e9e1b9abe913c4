package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.HiddenMarks;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.Blocks;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableRows;

/// Walks the text of an OpenDocument file. Deleted passages, comments and the readings above
/// characters are left out, and what is not shown.
final class OdfText {
    /// Stands for words that were left out.
    private static final String LEFT_OUT = "" + HiddenMarks.begin(Kind.MARKUP) + HiddenMarks.END;

    private static final int MOST_SPACES = 20;
    private static final int MOST_COLUMNS = 1_000;

    private final OdfStyles styles;
    private final Consumer<String> footnotes;
    private int notes;

    /// What a box or a cell is filled with stands elsewhere.
    private boolean onPaper = true;

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
                case "section" -> {
                    boolean shown =
                            !xml.attribute("display", "").equals("none")
                                    && styles.isShown(xml.attribute("style-name", ""));
                    if (!shown) {
                        out.paragraph(LEFT_OUT);
                        xml.skip();
                    }
                }
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
        new Paragraph(out, level, style).read(xml);
        if (styles.breaksAfter(style)) {
            out.softPageBreak();
        }
    }

    private final class Paragraph {
        private final Blocks out;
        private final int level;
        private final StringBuilder text = new StringBuilder();
        private final BlockText boxes = new BlockText();
        private final String style;
        private final Deque<Span> spans = new ArrayDeque<>();
        private boolean shown;

        Paragraph(Blocks out, int level, String style) {
            this.out = out;
            this.level = level;
            this.style = style;
            shown = styles.isShown(style);
        }

        /// @param depth of its element
        private record Span(int depth, String style) {}

        void read(XmlCursor xml) throws IOException, Refusal {
            for (int outer = xml.depth(); ; ) {
                int event = xml.next();
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    add(spaced(xml.characters()), xml.depth());
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
                case "text-box" -> {
                    boolean outside = onPaper;
                    onPaper = false;
                    blocks(xml, boxes);
                    onPaper = outside;
                }
                case "span" -> span(xml);
                case "hidden-paragraph" -> shown &= !xml.attribute("is-hidden", "").equals("true");
                case "hidden-text" -> {
                    text.append(LEFT_OUT);
                    xml.skip();
                }
                case "annotation", "ruby-text", "tracked-changes", "title", "desc" -> xml.skip();
                default -> {
                    // a wrapper: its words come next
                }
            }
        }

        private void span(XmlCursor xml) throws IOException {
            Span span = new Span(xml.depth(), xml.attribute("style-name", ""));
            if (styles.isShown(span.style())) {
                spans.push(span);
            } else {
                text.append(LEFT_OUT);
                xml.skip();
            }
        }

        /// Office programs do not print what is not shown, so it is no part of the paper; the rest
        /// may be hidden by mistake.
        private void add(String words, int depth) {
            while (!spans.isEmpty() && spans.peek().depth() > depth) {
                spans.pop();
            }
            String of = spans.isEmpty() ? style : spans.peek().style();
            if (words.isBlank()) {
                text.append(words);
            } else if (onPaper && styles.isWhiteOnWhite(of, style)) {
                text.append(HiddenMarks.around(Kind.COLOUR, words));
            } else if (styles.isTiny(of)) {
                text.append(HiddenMarks.around(Kind.TINY, words));
            } else {
                text.append(words);
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
            if (!shown && !text.toString().isBlank()) {
                text.setLength(0);
                text.append(LEFT_OUT);
            }
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
        boolean outside = onPaper;
        onPaper = false;
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
        onPaper = outside;
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
