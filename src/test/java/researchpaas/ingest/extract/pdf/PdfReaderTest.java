package researchpaas.ingest.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.CollectedText;
import researchpaas.ingest.extract.reader.TextSink;

class PdfReaderTest {
    private static final String[] LEFT = {
        "The left column tells about apples and how they grow",
        "on trees that stand in rows along the southern hill",
        "where the farmers of the village have planted them in",
        "the years after the war when wood was scarce and the",
        "winters were long, so that every family kept at least",
        "four barrels of fruit in the cellar under the kitchen"
    };
    private static final String[] RIGHT = {
        "and a barn beside it. The right column tells of pears,",
        "which need more warmth than apples and are harvested",
        "later in the year, when the nights are already cold in",
        "the valley and the first fog comes up from the river",
        "that separates the two villages; they are kept in sand",
        "and eaten before the end of the winter by the children."
    };

    @TempDir Path folder;

    @Test
    void readsTheLeftColumnBeforeTheRightOne() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT).lines(320, 150, RIGHT);

            assertThat(read(pdf).text())
                    .contains("under the kitchen and a barn beside it. The right column");
        }
    }

    @Test
    void findsTheColumnsOfAPageThatIsDrawnRowByRow() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.line(
                    50,
                    100,
                    10,
                    PdfFixture.BODY,
                    "A long line that reaches from the left margin over both columns to the right margin of the page");
            for (int row = 0; row < 18; row++) {
                pdf.line(50, 150 + 12 * row, LEFT[row % 6])
                        .line(320, 150 + 12 * row, RIGHT[row % 6]);
            }

            String text = read(pdf).text();

            assertThat(text).startsWith("A long line");
            assertThat(text.lastIndexOf("apples and how they grow"))
                    .isLessThan(text.indexOf("The right column tells"));
        }
    }

    @Test
    void tellsWhereEachLineStands() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT);

            Page page = read(pdf).pages.getFirst();

            Line second = page.lines().get(1);
            assertThat(page.text().substring(second.start(), second.end())).isEqualTo(LEFT[1]);
            assertThat(second.fontSize()).isEqualTo(10);
            assertThat(second.box().x()).isBetween(49f, 51f);
            assertThat(second.box().y() + second.box().height()).isBetween(161f, 166f);
            assertThat(second.box().y()).isBetween(150f, 156f);
        }
    }

    @Test
    void tellsWhereLinesStandOnARotatedPage() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.page().setRotation(90);
            pdf.lines(50, 150, LEFT);

            Page page = read(pdf).pages.getFirst();

            assertThat(page.width()).isGreaterThan(page.height());
            // what was 150 points under the top edge is now 150 points left of the right edge
            assertThat(page.lines().getFirst().box().x())
                    .isBetween(page.width() - 155, page.width() - 140);
            assertThat(page.lines().getFirst().box().y()).isBetween(49f, 51f);
        }
    }

    @Test
    void mendsWordsThatAreBrokenAtALineEnd() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(
                    50,
                    150,
                    "We study the reproduc-",
                    "ibility of a well-known result with a",
                    "method that is well-",
                    "known and state-of-",
                    "the-art in the field of X-ray diffrac-",
                    "tion.");

            assertThat(read(pdf).text())
                    .contains("reproducibility of a")
                    .contains("that is well-known and state-of-the-art in")
                    .contains("X-ray diffraction.");
        }
    }

    @Test
    void writesLigaturesAsLettersAndKeepsTheOffsetsRight() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            PDFont font = mapped(pdf, "1 beginbfchar\n<71> <FB01>\nendbfchar\n");
            pdf.line(50, 150, 10, font, "qrst things");
            pdf.line(50, 162, "second line");

            Page page = read(pdf).pages.getFirst();

            Line second = page.lines().get(1);
            assertThat(page.text()).startsWith("fi");
            assertThat(page.text().substring(second.start(), second.end()))
                    .isEqualTo("second line");
        }
    }

    @Test
    void keepsParagraphsApart() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT).lines(50, 260, RIGHT);

            assertThat(read(pdf).text().lines()).hasSize(2);
        }
    }

    @Test
    void dropsRunningHeadsAndPageNumbersAndKeepsWhatStandsOnOnePageOnly() throws Exception {
        try (PdfFixture pdf = new PdfFixture()) {
            for (int number = 1; number <= 4; number++) {
                pdf.newPage()
                        .line(50, 30, "Journal of Fruit, volume 12, page " + number)
                        .lines(50, 150, LEFT)
                        .line(290, 820, Integer.toString(number));
            }
            pdf.line(50, 800, "A footnote of the last page");

            CollectedText read = read(pdf);

            assertThat(read.text())
                    .doesNotContain("Journal of Fruit")
                    .contains("A footnote of the last page");
            assertThat(read.pages)
                    .allSatisfy(page -> assertThat(page.text()).doesNotContainPattern("\\d"));
        }
    }

    @Test
    void dropsTheRunningHeadOfATwoPagePaper() throws Exception {
        try (PdfFixture pdf = new PdfFixture()) {
            for (int number = 1; number <= 2; number++) {
                pdf.newPage().line(50, 30, "Bulletin " + number).lines(50, 150, LEFT);
            }

            assertThat(read(pdf).text()).doesNotContain("Bulletin");
        }
    }

    @Test
    void findsHeadingsByNumberAndBoldLetters() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.line(50, 60, 18, PdfFixture.BOLD, "On Apples and Pears")
                    .line(50, 100, 12, PdfFixture.BOLD, "1 Introduction")
                    .lines(50, 130, LEFT)
                    .line(50, 230, 11, PdfFixture.BOLD, "1.1 The southern hill")
                    .lines(50, 250, RIGHT)
                    .line(50, 350, 12, PdfFixture.BOLD, "References")
                    .lines(50, 380, LEFT);

            CollectedText read = read(pdf);

            assertThat(read.headingTexts())
                    .containsExactly("1 Introduction", "1.1 The southern hill", "References");
            assertThat(read.headings)
                    .extracting(heading -> heading.level())
                    .containsExactly(1, 2, 1);
            var first = read.headings.getFirst();
            assertThat(read.pages.getFirst().text().substring(first.start(), first.end()))
                    .isEqualTo("1 Introduction");
        }
    }

    @Test
    void opensAFileThatIsEncryptedWithAnEmptyUserPassword() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT);
            encrypt(pdf, "");

            assertThat(read(pdf).text()).contains("apples");
        }
    }

    @Test
    void refusesAFileThatNeedsAPassword() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT);
            encrypt(pdf, "secret");

            assertRefused(pdf.save(folder.resolve("locked.pdf")), Reason.Code.ENCRYPTED);
        }
    }

    @Test
    void refusesAFileWithoutText() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            assertRefused(pdf.save(folder.resolve("scan.pdf")), Reason.Code.NO_TEXT);
        }
    }

    @Test
    void refusesTextUnderTheNameOfAPdf() throws Exception {
        assertRefused(
                Files.writeString(folder.resolve("note.pdf"), "just words"),
                Reason.Code.NOT_WHAT_IT_SAYS);
    }

    @Test
    void failsOnATruncatedFileAndOnATinyOne() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT);
            byte[] whole = Files.readAllBytes(pdf.save(folder.resolve("whole.pdf")));
            Path half = Files.write(folder.resolve("half.pdf"), Arrays.copyOf(whole, 300));
            Path tiny = Files.writeString(folder.resolve("tiny.pdf"), "%PDF-1.4\n%%EOF\n1234567");

            assertBroken(half);
            assertBroken(tiny);
        }
    }

    @Test
    void refusesTextWhoseFontMapIsWrong() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            StringBuilder shifted = new StringBuilder("26 beginbfchar\n");
            for (int letter = 0; letter < 26; letter++) {
                shifted.append(
                        "<%02X> <00%02X>\n".formatted('a' + letter, 'a' + (letter + 3) % 26));
            }
            PDFont font = mapped(pdf, shifted.append("endbfchar\n").toString());
            for (int row = 0; row < 6; row++) {
                pdf.line(50, 150 + 12 * row, 10, font, LEFT[row]);
                pdf.line(50, 250 + 12 * row, 10, font, RIGHT[row]);
            }

            assertRefused(pdf.save(folder.resolve("garbled.pdf")), Reason.Code.GARBLED_TEXT);
        }
    }

    @Test
    void refusesTextThatIsMappedToPrivateCharacters() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            PDFont font = mapped(pdf, "1 beginbfrange\n<61> <7A> <E061>\nendbfrange\n");
            for (int row = 0; row < 6; row++) {
                pdf.line(50, 150 + 12 * row, 10, font, LEFT[row]);
            }

            assertRefused(pdf.save(folder.resolve("private.pdf")), Reason.Code.GARBLED_TEXT);
        }
    }

    /// A font whose characters stand for what the map says.
    private static PDFont mapped(PdfFixture pdf, String entries) throws IOException {
        COSStream map = pdf.document.getDocument().createCOSStream();
        try (var out = map.createOutputStream()) {
            out.write(
                    ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
                                    + "/CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
                                    + entries
                                    + "endcmap end end")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        var font = new PDType1Font(FontName.TIMES_ROMAN);
        font.getCOSObject().setItem(COSName.TO_UNICODE, map);
        return font;
    }

    @Test
    void stopsAtTheLimitOfText() throws Exception {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.lines(50, 150, LEFT);
            Path file = pdf.save(folder.resolve("long.pdf"));
            var sink = new CollectedText(new TextSink.Limits(100, 10));

            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> new PdfReader().read(file, sink))
                    .satisfies(refusal ->
                            assertThat(refusal.code()).isEqualTo(Reason.Code.TOO_MUCH_TEXT));
        }
    }

    private static void encrypt(PdfFixture pdf, String userPassword) throws IOException {
        var policy = new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
        policy.setEncryptionKeyLength(256);
        pdf.document.protect(policy);
    }

    private CollectedText read(PdfFixture pdf) throws Exception {
        var collected = new CollectedText();
        new PdfReader().read(pdf.save(folder.resolve("fixture.pdf")), collected);
        return collected;
    }

    private static void assertRefused(Path file, Reason.Code code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new PdfReader().read(file, new CollectedText()))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void assertBroken(Path file) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new PdfReader().read(file, new CollectedText()));
    }
}
