package researchpaas.ingest.extract.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.reader.CollectedText;
import researchpaas.ingest.extract.reader.HiddenOffsets;

class XlsxReaderTest {
    @TempDir Path folder;

    @Test
    void makesEachSheetAPageAHiddenOneWithoutItsNameAsAHeading() throws Exception {
        CollectedText read =
                read(workbook -> {
                    fill(workbook.createSheet("観測"), List.of("地点", "気温"), List.of("大阪", 31.5));
                    fill(
                            workbook.createSheet("Notes"),
                            List.of("who", "what"),
                            List.of("Ines", "calibrated"));
                    workbook.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
                });

        assertThat(read.pages).hasSize(2);
        assertThat(read.pages.get(0).text()).startsWith("観測\n").endsWith("\n地点：大阪；気温：31.5");
        assertThat(read.pages.get(1).text())
                .startsWith("Notes\n")
                .endsWith("\nwho: Ines; what: calibrated");
        assertThat(read.headings)
                .extracting(
                        heading -> heading.page() + " " + heading.level() + " " + heading.text())
                .containsExactly("1 1 観測");
    }

    @Test
    void writesNumbersAndDatesAsTheSheetShowsThem() throws Exception {
        CollectedText read =
                read(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("s");
                    fill(sheet, List.of("day", "share", "count", "sum", "日付", "ok", "date"));
                    Row row = sheet.createRow(1);
                    row.createCell(0).setCellValue(LocalDate.of(2023, 4, 1));
                    row.getCell(0).setCellStyle(style(workbook, "yyyy-mm-dd"));
                    row.createCell(1).setCellValue(0.125);
                    row.getCell(1).setCellStyle(style(workbook, "0.0%"));
                    row.createCell(2).setCellValue(1234567);
                    row.getCell(2).setCellStyle(style(workbook, "#,##0"));
                    row.createCell(3).setCellFormula("1+1");
                    row.createCell(4).setCellValue(LocalDate.of(2023, 4, 1));
                    row.getCell(4).setCellStyle(style(workbook, "yyyy\"年\"m\"月\"d\"日\""));
                    row.createCell(5).setCellValue(true);
                    row.createCell(6).setCellValue(LocalDate.of(2023, 4, 1));
                    CellStyle shortDate = workbook.createCellStyle();
                    shortDate.setDataFormat((short) 14);
                    row.getCell(6).setCellStyle(shortDate);
                    workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
                });

        assertThat(read.text())
                .endsWith(
                        "day：2023-04-01；share：12.5%；count：1,234,567；sum：2；日付：2023年4月1日；ok：TRUE；date：2023/4/1");
    }

    @Test
    void keepsColumnsInPlaceWhereCellsAreMissing() throws Exception {
        CollectedText read =
                read(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("s");
                    fill(sheet, List.of("a", "b", "c"), List.of("1", "2", "3"));
                    sheet.createRow(5).createCell(2).setCellValue("only c");
                });

        assertThat(read.text()).endsWith("a: 1; b: 2; c: 3\n\nc: only c");
    }

    @Test
    void repeatsAMergedCellInEachOfItsRows() throws Exception {
        CollectedText read =
                read(workbook -> {
                    XSSFSheet sheet = workbook.createSheet("s");
                    fill(
                            sheet,
                            List.of("city", "site"),
                            List.of("Osaka", "park"),
                            List.of("", "river"));
                    sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
                });

        assertThat(read.text()).endsWith("city: Osaka; site: park\n\ncity: Osaka; site: river");
    }

    @Test
    void leavesOutTheReadingsOfJapaneseCells() throws Exception {
        OfficeFixture workbook =
                new OfficeFixture()
                        .relation("", "rId1", "officeDocument", "xl/workbook.xml")
                        .relation("xl/workbook.xml", "rId1", "worksheet", "worksheets/sheet1.xml")
                        .relation("xl/workbook.xml", "rId2", "sharedStrings", "sharedStrings.xml")
                        .part(
                                "xl/workbook.xml",
                                "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
                        .part(
                                "xl/sharedStrings.xml",
                                "<sst><si><r><t>打ち</t></r><r><t>水</t></r><rPh><t>ウチミズ</t></rPh></si></sst>")
                        .part(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>直</t></is></c><c t=\"s\"><v>99</v></c></row></sheetData></worksheet>");

        CollectedText read = read(workbook.save(folder.resolve("a.xlsx")));

        assertThat(read.text()).contains("打ち水").contains("直").doesNotContain("ウチミズ");
    }

    @Test
    void refusesASlideShow() throws Exception {
        Path file = OfficeFixture.pptx().presentation().save(folder.resolve("a.xlsx"));

        assertThatThrownBy(() -> read(file)).hasMessage("NOT_WHAT_IT_SAYS");
    }

    private interface Content {
        void write(XSSFWorkbook workbook);
    }

    private static CellStyle style(XSSFWorkbook workbook, String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    @SafeVarargs
    private static void fill(XSSFSheet sheet, List<Object>... rows) {
        for (int i = 0; i < rows.length; i++) {
            Row row = sheet.createRow(i);
            for (int j = 0; j < rows[i].size(); j++) {
                if (rows[i].get(j) instanceof Double number) {
                    row.createCell(j).setCellValue(number);
                } else {
                    row.createCell(j).setCellValue(rows[i].get(j).toString());
                }
            }
        }
    }

    private CollectedText read(Content content) throws Exception {
        Path file = folder.resolve("poi.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            content.write(workbook);
            workbook.write(out);
        }
        return read(file);
    }

    private static CollectedText read(Path file) throws Exception {
        CollectedText collected = new CollectedText();
        new XlsxReader().read(file, new HiddenOffsets(collected));
        return collected;
    }
}
