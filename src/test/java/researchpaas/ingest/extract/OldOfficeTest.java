package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.reader.CollectedText;

/// Word, PowerPoint and Excel of before 2007.
class OldOfficeTest {
    @TempDir Path folder;

    @Test
    void readsASlideShow() throws Exception {
        Path file = folder.resolve("a.ppt");
        try (HSLFSlideShow show = new HSLFSlideShow();
                OutputStream out = Files.newOutputStream(file)) {
            HSLFSlide first = show.createSlide();
            box(first, 10, 300, "lower");
            box(first, 10, 150, "上の段");
            first.addTitle().setText("夜の気温");
            box(show.createSlide(), 10, 10, "Second slide");
            show.write(out);
        }

        CollectedText read = read(Format.PPT, file);

        assertThat(read.text()).isEqualTo("夜の気温\n上の段\nlower\n\f\nSecond slide");
        assertThat(read.headingTexts()).containsExactly("夜の気温", "Second slide");
    }

    private static void box(HSLFSlide slide, int x, int y, String text) {
        HSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(x, y, 300, 50));
        box.setText(text);
    }

    @Test
    void readsAWorkbook() throws Exception {
        CollectedText read = read(Format.XLS, workbook());

        assertThat(read.pages).hasSize(2);
        assertThat(read.pages.getFirst().text())
                .startsWith("観測\n")
                .endsWith("地点：大阪；日付：2023-04-01；倍：7；印：yes");
        assertThat(read.headings)
                .extracting(
                        heading -> heading.page() + " " + heading.level() + " " + heading.text())
                .containsExactly("1 1 観測", "2 1 Notes");
    }

    @Test
    void refusesAWorkbookWithAPassword() throws Exception {
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try {
            Path file = workbook();
            Biff8EncryptionKey.setCurrentUserPassword(null);

            assertThatThrownBy(() -> read(Format.XLS, file)).hasMessage("ENCRYPTED");
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    private Path workbook() throws Exception {
        Path file = folder.resolve("a.xls");
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            HSSFSheet sheet = workbook.createSheet("観測");
            HSSFRow header = sheet.createRow(0);
            header.createCell(0).setCellValue("地点");
            header.createCell(1).setCellValue("日付");
            header.createCell(2).setCellValue("倍");
            header.createCell(3).setCellValue("印");
            HSSFRow row = sheet.createRow(1);
            row.createCell(0).setCellValue("大阪");
            row.createCell(1).setCellValue(LocalDate.of(2023, 4, 1));
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            row.getCell(1).setCellStyle(date);
            row.createCell(2).setCellFormula("3+4");
            row.createCell(3).setCellFormula("IF(1=1,\"yes\",\"no\")");
            HSSFSheet notes = workbook.createSheet("Notes");
            notes.createRow(0).createCell(0).setCellValue("calibrated");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(out);
        }
        return file;
    }

    @ParameterizedTest
    @EnumSource(names = {"DOC", "PPT", "XLS"})
    void refuseWhatIsSomethingElse(Format format) throws Exception {
        Path html = Files.writeString(folder.resolve("page.xls"), "<html><table></table></html>");
        Path docx = OfficeFixture.docx("").save(folder.resolve("a.docx"));

        assertThatThrownBy(() -> read(format, html)).hasMessage("NOT_WHAT_IT_SAYS");
        assertThatThrownBy(() -> read(format, docx)).hasMessage("NOT_WHAT_IT_SAYS");
    }

    @Test
    void refuseAnotherKindOfTheirOwn() throws Exception {
        Path workbook = workbook();

        assertThatThrownBy(() -> read(Format.DOC, workbook)).hasMessage("NOT_WHAT_IT_SAYS");
        assertThatThrownBy(() -> read(Format.PPT, workbook)).hasMessage("NOT_WHAT_IT_SAYS");
    }

    private static CollectedText read(Format format, Path file) throws Exception {
        CollectedText collected = new CollectedText();
        format.reader().read(file, collected);
        return collected;
    }
}
