package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static researchpaas.ingest.extract.office.OfficeFixture.box;
import static researchpaas.ingest.extract.office.OfficeFixture.p;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.document.HiddenText;
import researchpaas.document.HiddenText.Kind;
import researchpaas.document.Page;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.reader.CollectedText;

/// Text that whoever opens the file does not see is told from the rest, in each format, and what is
/// seen is not.
class HiddenTextTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    COLOUR      | 1 g BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    COLOUR      | .98 .99 1 rg BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    COLOUR      | 0 0 0 0 k BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    COLOUR      | /DeviceRGB cs 1 1 1 sc BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    COLOUR      | 0 0 1 rg 40 390 200 40 re f BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    COLOUR      | 1 G 1 Tr BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    TRANSPARENT | 3 Tr BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    TRANSPARENT | 7 Tr BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    TRANSPARENT | /Gone gs BT /F 10 Tf 50 400 Td (Obey me) Tj ET
                    TINY        | BT /F .5 Tf 50 400 Td (Obey me) Tj ET
                    TINY        | BT /F 10 Tf .05 0 0 .05 50 400 Tm (Obey me) Tj ET
                    OFF_PAGE    | BT /F 10 Tf 50 -400 Td (Obey me) Tj ET
                    OFF_PAGE    | BT /F 10 Tf 700 400 Td (Obey me) Tj ET
                    OFF_PAGE    | q 0 0 20 20 re W n BT /F 10 Tf 50 400 Td (Obey me) Tj ET Q
                    COVERED     | BT /F 10 Tf 50 400 Td (Obey me) Tj ET 1 g 40 390 200 40 re f
                    COVERED     | BT /F 10 Tf 50 400 Td (Obey me) Tj ET q 200 0 0 40 40 390 cm /Picture Do Q
                    """)
    void isFlaggedInAPdf(Kind kind, String content) throws Exception {
        Page page = pdf(content + " 0 g 0 Tr /Whole gs BT /F 10 Tf 50 600 Td (Seen here.) Tj ET");

        assertThat(page.text()).contains("Obey me").contains("Seen here.");
        assertThat(page.shown()).doesNotContain("Obey").contains("Seen here.");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                ".5 g BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                // white on a dark box, on a picture, on something unknown
                "0 0 .5 rg 40 390 200 40 re f 1 g BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                "q 200 0 0 40 40 390 cm /Picture Do Q 1 g BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                "20 w 40 405 m 240 405 l S 1 g BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                "/Unknown cs 1 sc BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                // what was recognised in a scanned page lies under or over its picture
                "q 595 0 0 842 0 0 cm /Picture Do Q 3 Tr BT /F 10 Tf 50 400 Td (Obey me) Tj ET",
                "BT /F 10 Tf 50 400 Td (Obey me) Tj ET q 595 0 0 842 0 0 cm /Picture Do Q",
                // a marker pen, a frame, a box beside it
                "BT /F 10 Tf 50 400 Td (Obey me) Tj ET /Faint gs 1 1 0 rg 40 390 200 40 re f",
                "BT /F 10 Tf 50 400 Td (Obey me) Tj ET 40 390 200 40 re 41 391 198 38 re f*",
                "BT /F 10 Tf 50 400 Td (Obey me) Tj ET 40 430 200 40 re f",
                // a title filled with a gradient
                "q 7 Tr BT /F 10 Tf 50 400 Td (Obey me) Tj ET 0 0 1 rg 40 390 200 40 re f Q",
            })
    void isNotFlaggedInAPdfWhereItIsSeen(String content) throws Exception {
        Page page = pdf(content);

        assertThat(page.text()).isEqualTo("Obey me");
        assertThat(page.hidden()).isEmpty();
    }

    @Test
    void isPartOfNoHeadingOfAPdf() throws Exception {
        CollectedText read =
                read(
                        "1 g BT /F 22 Tf 50 800 Td (Obey the title) Tj ET 0 g BT /F 22 Tf 50 700 Td (Frogs) Tj ET "
                                + "BT /F 10 Tf 50 600 Td (They jump far and they jump well, said all who saw.) Tj ET");

        assertThat(read.text()).contains("Obey the title");
        assertThat(read.headingTexts()).noneMatch(heading -> heading.contains("Obey"));
    }

    private Page pdf(String content) throws Exception {
        return read(content).pages.getFirst();
    }

    private CollectedText read(String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("F"), new PDType1Font(FontName.HELVETICA));
            resources.put(COSName.getPDFName("Gone"), alpha(0));
            resources.put(COSName.getPDFName("Faint"), alpha(.3f));
            resources.put(COSName.getPDFName("Whole"), alpha(1));
            var dot =
                    new java.awt.image.BufferedImage(
                            2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB);
            resources.put(
                    COSName.getPDFName("Picture"), LosslessFactory.createFromImage(document, dot));
            page.setResources(resources);
            page.setContents(
                    new PDStream(
                            document,
                            new ByteArrayInputStream(
                                    content.getBytes(StandardCharsets.ISO_8859_1))));
            document.save(bytes);
        }
        return Readings.read(folder, "a.pdf", bytes.toByteArray());
    }

    private static PDExtendedGraphicsState alpha(float alpha) {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant(alpha);
        return state;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    COLOUR | <w:color w:val="FFFFFF"/>
                    COLOUR | <w:color w:val="fefefe" w:themeColor="background1"/>
                    TINY   | <w:sz w:val="1"/>
                    """)
    void isFlaggedInAWordFile(Kind kind, String looks) throws Exception {
        Page page = docx(p("Seen here.") + run(looks) + p("Seen too."));

        assertThat(page.text()).isEqualTo("Seen here.\nObey me\nSeen too.");
        assertThat(page.shown()).isEqualTo("Seen here.\n       \nSeen too.");
        assertThat(page.hidden()).containsExactly(new HiddenText(11, 18, kind));
    }

    @Test
    void isLeftOutOfAWordFileAndFlaggedWhereItVanishes() throws Exception {
        Page page = docx(p("Seen here.") + run("<w:vanish/>"));

        assertThat(page.text()).contains("Seen here.").doesNotContain("Obey");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsExactly(Kind.MARKUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/><w:shd w:fill='1F3864'/></w:rPr><w:t>Obey me</w:t></w:r></w:p>",
                "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/><w:highlight w:val='black'/></w:rPr><w:t>Obey me</w:t></w:r></w:p>",
                "<w:p><w:pPr><w:shd w:fill='1F3864'/></w:pPr><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Obey me</w:t></w:r></w:p>",
                "<w:tbl><w:tblPr><w:tblStyle w:val='GridTable5Dark'/></w:tblPr><w:tr><w:tc><w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Obey me</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
                "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='000000'/></w:tcPr><w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Obey me</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            })
    void isNotFlaggedInAWordFileWhereItIsWhiteOnSomething(String body) throws Exception {
        Page page = docx(body);

        assertThat(page.text()).contains("Obey me");
        assertThat(page.hidden()).isEmpty();
    }

    @Test
    void isNotUnmarkedByAFileThatHoldsMarksItself() throws Exception {
        Page page =
                docx(
                        "<w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Obey &#xFDEF;&#xE0041;&#x202E; me</w:t></w:r></w:p>");

        assertThat(page.shown()).isBlank();
        assertThat(
                        Readings.read(
                                        folder,
                                        "a.html",
                                        "<p>Seen</p><p style='opacity:0'>a &#xFDD6;&#xFDEF; &#xFDEF; Obey me</p>")
                                .pages
                                .getFirst()
                                .shown())
                .doesNotContain("Obey");
    }

    private Page docx(String body) throws Exception {
        Path file = OfficeFixture.docx(body).save(folder.resolve("a.docx"));
        return Readings.read(folder, "a.docx", Files.readAllBytes(file)).pages.getFirst();
    }

    private static String run(String looks) {
        return "<w:p><w:r><w:rPr>" + looks + "</w:rPr><w:t>Obey me</w:t></w:r></w:p>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    COLOUR | fo:color='#ffffff'
                    TINY   | fo:font-size='1pt'
                    """)
    void isFlaggedInAnOpenDocument(Kind kind, String looks) throws Exception {
        Page page = odf("odt", "text", looks, "<text:p>Seen here.</text:p>" + SPAN);

        assertThat(page.text()).isEqualTo("Seen here.\nAnd Obey me too.");
        assertThat(page.shown()).isEqualTo("Seen here.\nAnd         too.");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SPAN,
                "<text:section text:name='s' text:display='none'><text:p>Obey me</text:p></text:section>",
                "<text:p><text:hidden-text text:string-value='Obey me'>Obey me</text:hidden-text></text:p>",
                "<text:p><text:hidden-paragraph text:is-hidden='true'/>Obey me</text:p>",
                "<text:p text:style-name='H'>Obey me</text:p>",
            })
    void isLeftOutOfAnOpenDocumentAndFlaggedWhereItIsNotShown(String hidden) throws Exception {
        Page page = odf("odt", "text", "text:display='none'", "<text:p>Seen.</text:p>" + hidden);

        assertThat(page.text()).contains("Seen.").doesNotContain("Obey");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsExactly(Kind.MARKUP);
    }

    @Test
    void isNotFlaggedInAnOpenDocumentWhereItIsWhiteOnSomething() throws Exception {
        String inATable =
                "<table:table><table:table-row><table:table-cell>%s</table:table-cell></table:table-row></table:table>"
                        .formatted(SPAN);
        String onColour = "fo:color='#ffffff' fo:background-color='#003366'";

        assertThat(odf("odt", "text", onColour, SPAN).hidden()).isEmpty();
        assertThat(odf("odt", "text", "fo:color='#ffffff'", inATable).hidden()).isEmpty();
    }

    @Test
    void isASheetOfAnOpenDocumentThatIsNotShown() throws Exception {
        Page page =
                odf(
                        "ods",
                        "spreadsheet",
                        "table:display='false'",
                        "<table:table table:name='T' table:style-name='H'><table:table-row><table:table-cell><text:p>Obey me</text:p></table:table-cell></table:table-row></table:table>");

        assertThat(page.text()).contains("Obey me");
        assertThat(page.shown()).isBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table:table-row table:visibility='collapse'><C/><C>Obey me</C></table:table-row>",
                "<table:table-row table:visibility='filter' table:number-rows-repeated='3'><C>Obey me</C></table:table-row>",
                "<table:table-row-group table:display='false'><table:table-row-group><table:table-row><C>Obey me</C></table:table-row></table:table-row-group></table:table-row-group><table:table-row><C>Seen too</C></table:table-row>",
                "<table:table-row><C/><C/><C/><C>Obey me</C><C>Seen too</C></table:table-row>",
                "<table:table-row><C/><C/><C/><C/><C/><C table:number-columns-repeated='3'>Obey me</C></table:table-row>",
            })
    void isARowOrAColumnOfAnOpenDocumentThatIsNotShown(String row) throws Exception {
        String columns =
                """
                <table:table-column table:number-columns-repeated='2'/><table:table-header-columns><table:table-column/>
                </table:table-header-columns><table:table-column-group table:display='false'><table:table-column/></table:table-column-group>
                <table:table-column/><table:table-column table:visibility='collapse' table:number-columns-repeated='16384'/>
                """;
        Page page =
                odf(
                        "ods",
                        "spreadsheet",
                        "table:display='true'",
                        ("<table:table table:name='T' table:style-name='H'>"
                                        + columns
                                        + "<table:table-row><C>Seen here</C></table:table-row>"
                                        + row
                                        + "</table:table>")
                                .replaceAll("<C([^>/]*)/>", "<table:table-cell$1/>")
                                .replaceAll(
                                        "<C([^>]*)>([^<]*)</C>",
                                        "<table:table-cell$1><text:p>$2</text:p></table:table-cell>"));

        assertThat(page.text()).contains("Seen here").contains("Obey me");
        assertThat(page.shown()).contains("Seen here").doesNotContain("Obey");
        if (row.contains("Seen too")) {
            assertThat(page.shown()).contains("Seen too");
        }
    }

    private static final String SPAN =
            "<text:p>And <text:span text:style-name='H'>Obey me</text:span> too.</text:p>";

    private Page odf(String ending, String kind, String looks, String body) throws Exception {
        String namespace = "urn:oasis:names:tc:opendocument:xmlns:";
        String content =
                """
                <office:document-content xmlns:office="%1$soffice:1.0" xmlns:text="%1$stext:1.0"
                xmlns:table="%1$stable:1.0" xmlns:style="%1$sstyle:1.0"
                xmlns:fo="%1$sxsl-fo-compatible:1.0"><office:automatic-styles>
                <style:style style:name="H"><style:text-properties %3$s/></style:style>
                </office:automatic-styles><office:body><office:%2$s>%4$s</office:%2$s></office:body></office:document-content>
                """
                        .formatted(namespace, kind, looks, body);
        Path file =
                new OfficeFixture()
                        .part("mimetype", "application/vnd.oasis.opendocument." + kind)
                        .part("content.xml", content)
                        .save(folder.resolve("a." + ending));
        return Readings.read(folder, "a." + ending, Files.readAllBytes(file)).pages.getFirst();
    }

    @Test
    void isFlaggedOnASlideAndBesideIt() throws Exception {
        Path file =
                OfficeFixture.pptx()
                        .presentation(1)
                        .slide(
                                1,
                                box(10, 10, 300, 40, "Seen here.")
                                        + box(-900, 10, 300, 40, "Obey beside")
                                        + box(10, 90, 300, 40, "Seen too.")
                                        + "<p:sp><p:nvSpPr><p:cNvPr id='9' name='x' hidden='1'/></p:nvSpPr><p:txBody><a:p><a:r><a:t>Obey off</a:t></a:r></a:p></p:txBody></p:sp>"
                                        + "<p:sp><p:txBody><a:p><a:r><a:rPr sz='100'/><a:t>Obey small</a:t></a:r></a:p></p:txBody></p:sp>")
                        .part(
                                "ppt/presentation.xml",
                                "<p:presentation xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><p:sldIdLst><p:sldId id='256' r:id='rId1'/></p:sldIdLst><p:sldSz cx='12192000' cy='6858000'/></p:presentation>")
                        .save(folder.resolve("a.pptx"));
        Page page = Readings.read(folder, "a.pptx", Files.readAllBytes(file)).pages.getFirst();

        assertThat(page.text()).contains("Obey beside", "Obey off", "Obey small");
        assertThat(page.shown()).contains("Seen here.", "Seen too.").doesNotContain("Obey");
        assertThat(page.hidden())
                .extracting(HiddenText::kind)
                .containsExactlyInAnyOrder(Kind.OFF_PAGE, Kind.MARKUP, Kind.TINY);
    }

    @Test
    void isFlaggedOnASlideThatIsNotShown() throws Exception {
        String closed =
                "<p:sld xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' show='0'><p:cSld><p:spTree>%s%s</p:spTree></p:cSld></p:sld>"
                        .formatted(
                                box(10, 10, 300, 40, "Obey the title"),
                                box(10, 90, 300, 40, "Obey me, too, as long as this line is."));
        Path file =
                OfficeFixture.pptx()
                        .presentation(1, 2)
                        .slide(1, box(10, 10, 300, 40, "Seen here."))
                        .slide(2, "")
                        .part("ppt/slides/slide2.xml", closed)
                        .save(folder.resolve("a.pptx"));
        List<Page> pages = Readings.read(folder, "a.pptx", Files.readAllBytes(file)).pages;

        assertThat(pages.get(0).hidden()).isEmpty();
        assertThat(pages.get(1).text()).contains("Obey the title", "Obey me, too");
        assertThat(pages.get(1).shown()).isBlank();
    }

    @Test
    void isFlaggedInASheetThatIsNotShown() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.createSheet("open").createRow(0).createCell(0).setCellValue("Seen here");
            workbook.createSheet("closed").createRow(0).createCell(0).setCellValue("Obey me");
            workbook.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
            workbook.write(bytes);
        }
        List<Page> pages = Readings.read(folder, "a.xlsx", bytes.toByteArray()).pages;

        assertThat(pages.get(0).hidden()).isEmpty();
        assertThat(pages.get(1).text()).contains("Obey me");
        assertThat(pages.get(1).shown()).isBlank();

        assertThat(inAnArchive("a.xlsx", bytes.toByteArray()))
                .extracting(Page::shown)
                .noneMatch(shown -> shown.contains("Obey"))
                .anyMatch(shown -> shown.contains("Seen here"));
    }

    private List<Page> inAnArchive(String name, byte[] content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return Readings.read(folder, "a.zip", bytes.toByteArray()).pages;
    }

    /// The name of a sheet that nobody sees heads nothing, and a cell cannot end what hides it.
    @Test
    void isNotUnmarkedByASheetThatHoldsMarksItself() throws Exception {
        for (Workbook workbook : List.of(new XSSFWorkbook(), new HSSFWorkbook())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (workbook) {
                workbook.createSheet("open").createRow(0).createCell(0).setCellValue("Seen here");
                Sheet closed = workbook.createSheet("Obey \uFDEF the name");
                closed.createRow(0).createCell(0).setCellValue("\uFDEF \u200B\u200C\u200B\u2060");
                closed.createRow(1).createCell(0).setCellValue("Obey \uFDEF\uFDEF me");
                workbook.setSheetVisibility(1, SheetVisibility.HIDDEN);
                workbook.write(bytes);
            }
            String ending = workbook instanceof HSSFWorkbook ? "xls" : "xlsx";
            CollectedText read = Readings.read(folder, "a." + ending, bytes.toByteArray());

            assertThat(read.pages.get(1).text()).contains("Obey").contains("me");
            assertThat(read.pages.get(1).shown()).as(ending).isBlank();
            assertThat(read.headingTexts()).containsExactly("open");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "xls"})
    void isFlaggedInRowsAndColumnsOfASheetThatAreHidden(String ending) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = ending.equals("xls") ? new HSSFWorkbook() : new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("sites");
            fill(sheet, 0, "site", "Obey the header", "temp");
            fill(sheet, 1, "park", "Obey the column", "20");
            fill(sheet, 2, "Obey the row", "", "21");
            fill(sheet, 3, "river", "", "22");
            sheet.setColumnHidden(1, true);
            sheet.getRow(2).setZeroHeight(true);
            workbook.write(bytes);
        }

        Page page = Readings.read(folder, "a." + ending, bytes.toByteArray()).pages.getFirst();

        assertThat(page.text())
                .endsWith(
                        """
                        site: park; temp: 20

                        site: river; temp: 22

                        Hidden in the file. Rows: 1. Columns: 1.

                        Obey the header: Obey the column

                        site: Obey the row; temp: 21\
                        """);
        assertThat(page.shown())
                .startsWith("sites\n\nTable. Rows: 2. Columns: 2.")
                .contains("Column temp: number, 2 different, from 20 to 22, mean 21.")
                .doesNotContain("Obey", "Hidden", "21;", ": 21\n");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsExactly(Kind.MARKUP);
    }

    private static void fill(Sheet sheet, int number, String... cells) {
        Row row = sheet.createRow(number);
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <x/>                                                            | hidden='true'
                    <x/>                                                            | ht='0' customHeight='1'
                    <x/>                                                            | ht='0.01'
                    <cols><col min='2' max='16384' hidden='1'/></cols>              | spans='1:2'
                    <cols><col min='1' max='1'/><col min='2' max='2' width='0'/></cols> | spans='1:2'
                    <cols><col min='2' max='2' width='5E-2'/></cols>                | spans='1:2'
                    """)
    void isFlaggedHoweverASheetHidesIt(String columns, String row) throws Exception {
        Page page = sheet(columns, cells("Seen") + row(row, "", "Obey me"));

        assertThat(page.text()).contains("Seen").contains("Obey me");
        assertThat(page.shown()).contains("Seen").doesNotContain("Obey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<cols><col min='2' max='2' hidden='0' width='0.71'/></cols>",
                "<cols><col min='0' max='2' hidden='1'/></cols>",
                "<cols><col min='3' max='2' hidden='1'/></cols>",
                "<cols><col min='3' max='99999999' hidden='1'/></cols>",
                "<cols><col min='x' hidden='1'/></cols>",
            })
    void isNotFlaggedInASheetWhereItIsSeen(String columns) throws Exception {
        Page page = sheet(columns, cells("Seen") + row("hidden='0' ht='15'", "", "Obey me"));

        assertThat(page.text()).contains("Obey me");
        assertThat(page.hidden()).isEmpty();
    }

    /// Ranges to the last column, thousands of them, over many rows.
    @Test
    void isFlaggedInASheetOfManyRanges() throws Exception {
        String columns =
                "<cols>" + "<col min='2' max='16384' hidden='1'/>".repeat(50_000) + "</cols>";
        Page page = sheet(columns, row("r='1'", "Seen", "Obey me").repeat(50_000));

        assertThat(page.shown()).contains("Rows: 49999. Columns: 1.").doesNotContain("Obey");
        assertThat(page.hidden()).hasSize(1);
    }

    private Page sheet(String columns, String rows) throws Exception {
        Path file =
                new OfficeFixture()
                        .relation("", "rId1", "officeDocument", "xl/workbook.xml")
                        .relation("xl/workbook.xml", "rId1", "worksheet", "worksheets/sheet1.xml")
                        .part(
                                "xl/workbook.xml",
                                "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='s' sheetId='1' r:id='rId1'/></sheets></workbook>")
                        .part(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet>"
                                        + columns
                                        + "<sheetData>"
                                        + rows
                                        + "</sheetData></worksheet>")
                        .save(folder.resolve("a.xlsx"));
        return Readings.read(folder, "a.xlsx", Files.readAllBytes(file)).pages.getFirst();
    }

    private static String cells(String... values) {
        return row("", values);
    }

    private static String row(String looks, String... values) {
        StringBuilder row = new StringBuilder("<row " + looks + ">");
        for (String value : values) {
            row.append("<c t='inlineStr'><is><t>").append(value).append("</t></is></c>");
        }
        return row + "</row>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MARKUP      | <p style="display: none">Obey me</p>
                    MARKUP      | <p style="VISIBILITY:HIDDEN">Obey <b>me</b></p>
                    TINY        | <span style="font-size:0px">Obey me</span>
                    TRANSPARENT | <p style="opacity:0">Obey me</p>
                    TRANSPARENT | <p style="color: transparent">Obey me</p>
                    COLOUR      | <p style="color:#FFFFFF">Obey me</p>
                    COLOUR      | <p style="color: rgb(255, 255, 255)">Obey me</p>
                    OFF_PAGE    | <p style="position:absolute;left:-9999px">Obey me</p>
                    OFF_PAGE    | <div style="text-indent:-9999em">Obey me</div>
                    MARKUP      | <style>.x, p.y {display:none}</style><p class="y">Obey me</p>
                    MARKUP      | <style>@media print {p {color:red}} /* a */ #z {display : none !important}</style><p id="z">Obey me</p>
                    MARKUP      | <table style="display:none"><tr><td>Obey</td><td>me</td></tr></table>
                    """)
    void isFlaggedInAWebPage(Kind kind, String html) throws Exception {
        Page page =
                Readings.read(folder, "a.html", "<p>Seen here.</p>" + html + "<p>Seen too.</p>")
                        .pages
                        .getFirst();

        assertThat(page.text()).contains("Obey");
        assertThat(page.shown()).contains("Seen here.", "Seen too.").doesNotContain("Obey", "me");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsOnly(kind);
    }

    @Test
    void isFlaggedWhereAWebPageHidesItByHtmlItself() throws Exception {
        Page page =
                Readings.read(folder, "a.html", "<p>Seen</p><p hidden>Obey me</p>")
                        .pages
                        .getFirst();

        assertThat(page.text()).contains("Seen").doesNotContain("Obey");
        assertThat(page.hidden()).extracting(HiddenText::kind).containsExactly(Kind.MARKUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='background:#123; color:#fff'>Obey me</p>",
                "<div bgcolor='navy'><p style='color:white'>Obey me</p></div>",
                "<div class='dark'><p style='color:white'>Obey me</p></div>",
                "<p aria-hidden='true'>Obey me</p>",
                "<style>@media print { p {display:none} }</style><p>Obey me</p>",
                "<style>p:hover {display:none} a::after {opacity:0}</style><p>Obey me</p>",
                "<!-- no text at all --><p style='opacity:0.9;font-size:12px;left:-10px'>Obey me</p>",
            })
    void isNotFlaggedInAWebPageWhereItIsSeen(String html) throws Exception {
        Page page = Readings.read(folder, "a.html", html).pages.getFirst();

        assertThat(page.text()).contains("Obey me");
        assertThat(page.hidden()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.md", "a.html", "a.csv", "a.tex"})
    void isLeftOutAndFlaggedWhereItIsSpeltInCharactersWithoutLooks(String name) throws Exception {
        String tags =
                "Obey me"
                        .codePoints()
                        .map(c -> 0xE0000 + c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        List<String> texts =
                List.of(
                        "Seen " + tags + "here",
                        "Seen \u202Eyebo\u202C here",
                        "Seen " + "\u200B\u200C\u200B\u200B\u200D\u2060\u200C\u200B" + "here",
                        "Seen \uD83D\uDE00" + "\uDB40\uDD01\uDB40\uDD02\uDB40\uDD03" + " here");
        // without it, what looks like no language is taken for another encoding
        String head = name.endsWith("html") ? "<meta charset='utf-8'>" : "";
        for (String text : texts) {
            Page page = Readings.read(folder, name, head + text).pages.getFirst();

            assertThat(page.text())
                    .contains("Seen")
                    .contains("here")
                    .matches(read -> read.codePoints().noneMatch(HiddenTextTest::hasNoLooks));
            assertThat(page.hidden())
                    .as(text)
                    .extracting(HiddenText::kind)
                    .containsOnly(Kind.CHARACTERS)
                    .isNotEmpty();
        }
    }

    private static boolean hasNoLooks(int point) {
        return Character.getType(point) == Character.FORMAT
                || (point >= 0xE0100 && point <= 0xE01EF)
                || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    @Test
    void isNotFlaggedWhereWritingNeedsCharactersWithoutLooks() throws Exception {
        String text =
                Stream.of(
                                "نمی\u200Cخواهم",
                                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC66",
                                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
                                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
                                "葛\uDB40\uDD00飾",
                                "\u2067שלום\u2069",
                                "long\u00ADword zero\u200Bwidth")
                        .reduce("\uFEFF", (a, b) -> a + "\n\n" + b);

        assertThat(Readings.read(folder, "a.txt", text).pages.getFirst().hidden()).isEmpty();
    }

    @Test
    void isNotFlaggedInRealPapersAndSamples() throws Exception {
        List<String> flagged = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("samples"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Readings.reader(file.getFileName().toString()).isPresent()) {
                    flagged.addAll(flagged(file));
                }
            }
        }
        assertThat(flagged).isEmpty();
    }

    private List<String> flagged(Path file) throws Exception {
        String name = file.getFileName().toString();
        try {
            return Readings.read(folder, name, Files.readAllBytes(file)).pages.stream()
                    .filter(page -> !page.hidden().isEmpty())
                    .map(page -> name + " " + page.number() + " " + page.hidden())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
