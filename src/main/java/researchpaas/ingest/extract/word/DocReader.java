package researchpaas.ingest.extract.word;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.hwpf.usermodel.Table;
import org.apache.poi.hwpf.usermodel.TableRow;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.office.OldProperties;
import researchpaas.ingest.extract.office.Ole2;
import researchpaas.ingest.extract.office.PagedText;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.table.TableRows;

/// Word of before 2007 (DOC): headings, paragraphs, tables. Only the author's page breaks stand in
/// such a file.
public final class DocReader implements FormatReader {
    private static final Pattern HEADING =
            Pattern.compile("(?i)(?:heading|見出し)\\s*([1-9])|(title|表題)");

    /// Marks of pictures, notes and fields in the text.
    private static final Pattern MARKS = Pattern.compile("[\\x01-\\x08\\x0E-\\x1F]");

    private static final char PAGE_BREAK = '\f';

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        try (POIFSFileSystem container = Ole2.open(file, "WordDocument");
                HWPFDocument document = new HWPFDocument(container)) {
            PagedText pages = new PagedText(sink);
            write(document, document.getRange(), pages);
            write(document, document.getFootnoteRange(), pages);
            write(document, document.getEndnoteRange(), pages);
            pages.end();
            sink.info(OldProperties.of(document.getSummaryInformation()));
        } catch (EncryptedDocumentException e) {
            throw new Refusal(Reason.Code.ENCRYPTED);
        }
    }

    private static void write(HWPFDocument document, Range range, PagedText pages)
            throws IOException, Refusal {
        for (int i = 0; i < range.numParagraphs(); i++) {
            Paragraph paragraph = range.getParagraph(i);
            if (paragraph.isInTable()) {
                Table table = range.getTable(paragraph);
                write(table, pages);
                i += Math.max(1, table.numParagraphs()) - 1;
            } else {
                write(document, paragraph, pages);
            }
        }
    }

    private static void write(HWPFDocument document, Paragraph paragraph, PagedText pages)
            throws IOException, Refusal {
        if (paragraph.pageBreakBefore()) {
            pages.softPageBreak();
        }
        int level = headingLevel(document, paragraph);
        String[] parts = text(paragraph).split(String.valueOf(PAGE_BREAK), -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                pages.pageBreak();
            }
            if (level > 0) {
                pages.heading(level, parts[i]);
            } else {
                pages.paragraph(parts[i]);
            }
        }
    }

    /// @return 0 for body text
    private static int headingLevel(HWPFDocument document, Paragraph paragraph) {
        if (paragraph.getStyleIndex() >= document.getStyleSheet().numStyles()) {
            return 0;
        }
        var style = document.getStyleSheet().getStyleDescription(paragraph.getStyleIndex());
        String name = style == null || style.getName() == null ? "" : style.getName();
        Matcher heading = HEADING.matcher(name);
        if (heading.matches()) {
            return heading.group(1) == null ? 1 : Integer.parseInt(heading.group(1));
        }
        return 0;
    }

    private static void write(Table table, PagedText pages) throws Refusal {
        TableRows rows = new TableRows();
        for (int i = 0; i < table.numRows(); i++) {
            TableRow row = table.getRow(i);
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < row.numCells(); j++) {
                boolean merged =
                        row.getCell(j).isVerticallyMerged()
                                && !row.getCell(j).isFirstVerticallyMerged();
                cells.add(merged ? TableRows.MERGED_ABOVE : text(row.getCell(j)));
            }
            var written = rows.row(cells);
            if (written.isPresent()) {
                pages.paragraph(written.get());
            }
        }
    }

    /// Without what was deleted or is hidden, and without the codes of fields.
    private static String text(Range range) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < range.numCharacterRuns(); i++) {
            CharacterRun run = range.getCharacterRun(i);
            if (!run.isMarkedDeleted() && !run.isVanished()) {
                text.append(run.text());
            }
        }
        String words = Range.stripFields(text.toString());
        // a vertical tab is a line's end, a bell that of a cell
        return MARKS.matcher(words.replace('\u000B', '\n').replace('\u0007', ' ')).replaceAll("");
    }
}
