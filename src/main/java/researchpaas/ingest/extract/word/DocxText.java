package researchpaas.ingest.extract.word;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.HiddenMarks;
import researchpaas.ingest.extract.office.BlockText;
import researchpaas.ingest.extract.office.Blocks;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.table.TableRows;
import researchpaas.ingest.extract.word.DocxStyles.InList;

/// Walks the body of a Word file. What the reader of the finished paper does not see is left out:
/// deleted passages, comments, field codes, hidden words, the readings above characters.
final class DocxText {
    private static final Set<String> PLAIN_TABLES = Set.of("TableGrid", "TableNormal");

    private static final Pattern WHITE = Pattern.compile("(?i)(?:f[0-9a-f]){3}");

    /// Half points; what is not larger is there for no reader.
    private static final int TINIEST = 2;

    private final DocxStyles styles;
    private final DocxNumbering numbering;
    private final DocxNotes notes;

    /// How each section begins, in order; a section's own mark stands at its end.
    private final Iterator<Boolean> sectionsOnNewPage;

    /// Whether white letters would be lost here.
    private boolean whitePaper = true;

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
                case "background" -> whitePaper &= isWhite(xml.attribute("color", "FFFFFF"));
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
        boolean outside = whitePaper;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "tr" -> row(xml, rows, out);
                case "tblPr" -> whitePaper &= !isColoured(xml);
                case "del", "moveFrom", "sdtPr", "tblGrid" -> xml.skip();
                default -> {
                    // a wrapper: its rows come next
                }
            }
        }
        whitePaper = outside;
    }

    /// Whether the table or the cell has a background of its own, or a style that may have one.
    private static boolean isColoured(XmlCursor properties) throws IOException {
        boolean coloured = false;
        for (int depth = properties.depth(); properties.nextInside(depth); ) {
            coloured |=
                    switch (properties.name()) {
                        case "tblStyle" -> !PLAIN_TABLES.contains(properties.attribute("val", ""));
                        case "shd" -> isShaded(properties);
                        default -> false;
                    };
        }
        return coloured;
    }

    private static boolean isShaded(XmlCursor xml) {
        return !isWhite(xml.attribute("fill", "auto")) || xml.attribute("themeFill") != null;
    }

    private static boolean isWhite(String colour) {
        return colour.equals("auto") || WHITE.matcher(colour).matches();
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
        boolean outside = whitePaper;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "gridSpan" -> span = Math.clamp(xml.number("val", 1), 1, 100);
                case "shd" -> whitePaper &= !isShaded(xml);
                case "vMerge" -> merged = xml.attribute("val", "continue").equals("continue");
                case "p" -> new Paragraph(marks).read(xml);
                case "tbl" -> table(xml, marks);
                case "del", "moveFrom", "sdtPr" -> xml.skip();
                default -> {
                    // a wrapper: its paragraphs come next
                }
            }
        }
        whitePaper = outside;
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
        private boolean shaded;

        Paragraph(Blocks out) {
            this.out = out;
        }

        void read(XmlCursor xml) throws IOException, Refusal {
            @Nullable Kind hidden = null;
            for (int depth = xml.depth(); xml.nextInside(depth); ) {
                switch (xml.name()) {
                    case "pPr" -> properties(xml);
                    case "r" -> hidden = null;
                    case "rPr" -> hidden = hidden(xml);
                    case "t" -> add(xml.text(), hidden);
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
                    case "txbxContent" -> box(xml);
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
                    case "shd" -> shaded |= isShaded(xml);
                    // of the paragraph's mark alone
                    case "rPr" -> xml.skip();
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

        /// Why nobody sees the run; absent when it is seen.
        private @Nullable Kind hidden(XmlCursor xml) throws IOException {
            boolean vanishes = false;
            boolean white = false;
            boolean onColour = shaded || !whitePaper;
            boolean tiny = false;
            for (int depth = xml.depth(); xml.nextInside(depth); ) {
                switch (xml.name()) {
                    case "vanish", "webHidden" -> vanishes |= xml.isOn();
                    case "color" -> {
                        String colour = xml.attribute("val", "auto");
                        white = !colour.equals("auto") && isWhite(colour);
                    }
                    case "shd" -> onColour |= isShaded(xml);
                    case "highlight" -> onColour |= !xml.attribute("val", "").equals("white");
                    // on letters with an effect a white one may be outlined
                    case "outline", "textOutline", "glow", "shadow" -> onColour = true;
                    case "sz" -> tiny = xml.number("val", 20) <= TINIEST;
                    case "rPrChange" -> xml.skip();
                    default -> {
                        // how it looks
                    }
                }
            }
            if (vanishes) {
                return Kind.MARKUP;
            }
            return white && !onColour ? Kind.COLOUR : tiny ? Kind.TINY : null;
        }

        /// Word itself does not print what vanishes, so it is no part of the paper; the rest may be
        /// hidden by mistake, ours or the author's.
        private void add(String words, @Nullable Kind hidden) {
            if (hidden == null) {
                text.append(words);
            } else if (hidden == Kind.MARKUP) {
                text.append(words.isBlank() ? "" : HiddenMarks.begin(hidden))
                        .append(words.isBlank() ? "" : HiddenMarks.END);
            } else {
                text.append(HiddenMarks.around(hidden, words));
            }
        }

        /// What it is filled with stands elsewhere.
        private void box(XmlCursor xml) throws IOException, Refusal {
            boolean outside = whitePaper;
            whitePaper = false;
            blocks(xml, boxes);
            whitePaper = outside;
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
