package researchpaas.ingest.extract.word;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.Blocks;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableRows;
import researchpaas.ingest.extract.word.DocxStyles.InList;

/// Walks the body of a Word file. What the reader of the finished paper does not see is left out:
/// deleted passages, comments, field codes, hidden words, the readings above characters.
final class DocxText {
    private final DocxStyles styles;
    private final DocxNumbering numbering;
    private final DocxNotes notes;

    /// How each section begins, in order; a section's own mark stands at its end.
    private final Iterator<Boolean> sectionsOnNewPage;

    DocxText(
            DocxStyles styles,
            DocxNumbering numbering,
            DocxNotes notes,
            List<Boolean> sectionsOnNewPage) {
        this.styles = styles;
        this.numbering = numbering;
        this.notes = notes;
        this.sectionsOnNewPage = sectionsOnNewPage.iterator();
    }

    /// Reads on to the end of the element at which the cursor stands.
    void blocks(XmlCursor xml, Blocks out) throws IOException, Refusal {
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "p" -> new Paragraph(out).read(xml);
                case "tbl" -> table(xml, out);
                case "del", "moveFrom", "Fallback", "sdtPr", "sectPr" -> xml.skip();
                default -> {
                    // a wrapper: its paragraphs come next
                }
            }
        }
    }

    private void table(XmlCursor xml, Blocks out) throws IOException, Refusal {
        TableRows rows = new TableRows();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "tr" -> row(xml, rows, out);
                case "del", "moveFrom", "sdtPr", "tblPr", "tblGrid" -> xml.skip();
                default -> {
                    // a wrapper: its rows come next
                }
            }
        }
    }

    private void row(XmlCursor xml, TableRows rows, Blocks out) throws IOException, Refusal {
        List<String> cells = new ArrayList<>();
        PageMarks marks = new PageMarks();
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "gridBefore" -> {
                    for (int i = xml.number("val", 0); i > 0 && cells.size() < 1_000; i--) {
                        cells.add("");
                    }
                }
                case "tc" -> cell(xml, cells, marks);
                case "del", "moveFrom", "sdtPr" -> xml.skip();
                default -> {
                    // a wrapper: its cells come next
                }
            }
        }
        if (marks.before) {
            out.softPageBreak();
        }
        var written = rows.row(cells);
        if (written.isPresent()) {
            out.paragraph(written.get());
        }
        if (marks.after) {
            out.softPageBreak();
        }
    }

    private void cell(XmlCursor xml, List<String> cells, PageMarks marks)
            throws IOException, Refusal {
        marks.cell = new BlockText();
        int span = 1;
        boolean merged = false;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "gridSpan" -> span = Math.clamp(xml.number("val", 1), 1, 100);
                case "vMerge" -> merged = xml.attribute("val", "continue").equals("continue");
                case "p" -> new Paragraph(marks).read(xml);
                case "tbl" -> table(xml, marks);
                case "del", "moveFrom", "sdtPr" -> xml.skip();
                default -> {
                    // a wrapper: its paragraphs come next
                }
            }
        }
        cells.add(merged ? TableRows.MERGED_ABOVE : marks.cell.toString());
        for (int i = 1; i < span; i++) {
            cells.add("");
        }
    }

    /// A row stands on the page on which it begins.
    private static final class PageMarks implements Blocks {
        private BlockText cell = new BlockText();
        private boolean someText;
        private boolean before;
        private boolean after;

        @Override
        public void paragraph(String text) {
            someText |= !text.isBlank();
            cell.paragraph(text);
        }

        @Override
        public void heading(int level, String text) {
            paragraph(text);
        }

        @Override
        public void pageBreak() {
            softPageBreak();
        }

        @Override
        public void softPageBreak() {
            before |= !someText;
            after |= someText;
        }
    }

    private final class Paragraph {
        private final Blocks out;
        private final StringBuilder text = new StringBuilder();
        private final BlockText boxes = new BlockText();
        private String label = "";
        private int level;
        private boolean endsSection;

        Paragraph(Blocks out) {
            this.out = out;
        }

        void read(XmlCursor xml) throws IOException, Refusal {
            boolean hidden = false;
            for (int depth = xml.depth(); xml.nextInside(depth); ) {
                switch (xml.name()) {
                    case "pPr" -> properties(xml);
                    case "r" -> hidden = false;
                    case "rPr" -> hidden = isHidden(xml);
                    case "t" -> text.append(hidden ? skipped(xml) : xml.text());
                    case "tab", "ptab" -> text.append(' ');
                    case "cr" -> text.append('\n');
                    case "br" -> lineBreak(xml.attribute("type", ""));
                    case "noBreakHyphen" -> text.append('-');
                    case "lastRenderedPageBreak" -> {
                        write();
                        out.softPageBreak();
                    }
                    case "footnoteReference" ->
                            text.append(notes.footnote(xml.attribute("id", "")));
                    case "endnoteReference" -> text.append(notes.endnote(xml.attribute("id", "")));
                    case "txbxContent" -> blocks(xml, boxes);
                    case "del", "moveFrom", "Fallback", "rt", "sdtPr" -> xml.skip();
                    default -> {
                        // a wrapper, or something without words
                    }
                }
            }
            write();
            out.paragraph(boxes.toString());
            if (endsSection && sectionsOnNewPage.hasNext() && sectionsOnNewPage.next()) {
                out.softPageBreak();
            }
        }

        private void properties(XmlCursor xml) throws IOException, Refusal {
            String style = "";
            int outline = -1;
            int list = -1;
            int listLevel = -1;
            for (int depth = xml.depth(); xml.nextInside(depth); ) {
                switch (xml.name()) {
                    case "pStyle" -> style = xml.attribute("val", "");
                    case "outlineLvl" -> outline = xml.number("val", -1);
                    case "numId" -> list = xml.number("val", -1);
                    case "ilvl" -> listLevel = xml.number("val", -1);
                    case "pageBreakBefore" -> {
                        if (xml.isOn()) {
                            out.softPageBreak();
                        }
                    }
                    case "sectPr" -> {
                        endsSection = true;
                        xml.skip();
                    }
                    // how it was before a tracked change
                    case "pPrChange" -> xml.skip();
                    default -> {
                        // how it looks
                    }
                }
            }
            level = outline >= 0 ? DocxStyles.level(outline) : styles.headingLevel(style);
            InList ofStyle = styles.list(style);
            label =
                    numbering.next(
                            new InList(
                                    list >= 0 ? list : ofStyle.list(),
                                    listLevel >= 0 ? listLevel : ofStyle.level()));
        }

        private boolean isHidden(XmlCursor xml) throws IOException {
            boolean hidden = false;
            for (int depth = xml.depth(); xml.nextInside(depth); ) {
                if (xml.name().equals("vanish")) {
                    hidden = xml.isOn();
                } else if (xml.name().equals("rPrChange")) {
                    xml.skip();
                }
            }
            return hidden;
        }

        private static String skipped(XmlCursor xml) throws IOException {
            xml.skip();
            return "";
        }

        private void lineBreak(String type) throws IOException, Refusal {
            if (type.equals("page")) {
                write();
                out.pageBreak();
            } else {
                text.append('\n');
            }
        }

        /// Everything so far; what follows stands on another page.
        private void write() throws Refusal {
            if (text.toString().isBlank()) {
                return;
            }
            if (level > 0) {
                out.heading(level, label + text);
            } else {
                out.paragraph(label + text);
            }
            label = "";
            text.setLength(0);
        }
    }
}
