package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.Extraction;
import researchpaas.ingest.extract.pdf.PdfFixture;

/// With the real Tesseract in the real child. Without it the tests are skipped loudly, and fail
/// where CI=true.
@DisabledOnOs(OS.WINDOWS)
class TextRecognitionTest {
    private static final String FONT = "Noto Sans CJK JP";
    private static final String TESSERACT = "/usr/bin/tesseract";

    @TempDir Path folder;

    @BeforeEach
    void needsTesseract() {
        boolean fonts =
                Arrays.asList(
                                GraphicsEnvironment.getLocalGraphicsEnvironment()
                                        .getAvailableFontFamilyNames())
                        .contains(FONT);
        if (!Files.isExecutable(Path.of(TESSERACT)) || !fonts) {
            String missing =
                    "TEXT RECOGNITION TESTS DID NOT RUN: install tesseract-ocr, tesseract-ocr-jpn and fonts-noto-cjk (apt-get install tesseract-ocr tesseract-ocr-jpn fonts-noto-cjk)";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            System.err.println(missing);
            abort(missing);
        }
    }

    @Test
    void readsAScannedPageBesideOneWithText() throws Exception {
        Extraction extraction = extract(scan(), "application/pdf", TestSettings.ocr("true"));

        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.Text.class,
                        read -> {
                            assertThat(read.pages().getFirst().text()).isEqualTo("Typed words.");
                            Page scanned = read.pages().getLast();
                            assertThat(scanned.text())
                                    .contains("Moths gather around the lamp")
                                    .contains("観測所の灯りに鳥が集まる");
                            Line moths = scanned.lines().getFirst();
                            // drawn 100 points from the left and with its foot 100 below the top
                            assertThat(moths.box().x()).isBetween(95f, 105f);
                            assertThat(moths.box().y()).isBetween(82f, 95f);
                            assertThat(moths.box().y() + moths.box().height()).isBetween(98f, 106f);
                        });
    }

    @Test
    void readsAPicture() throws Exception {
        Path file = folder.resolve("poster.png");
        ImageIO.write(picture(), "png", file.toFile());

        assertThat(extract(file, "image/png", TestSettings.ocr("true")))
                .isInstanceOfSatisfying(
                        Extraction.Text.class,
                        read ->
                                assertThat(read.pages().getFirst().text())
                                        .contains("Moths gather around the lamp")
                                        .contains("観測所の灯りに鳥が集まる"));
    }

    @Test
    void isOffUnlessItIsConfigured() throws Exception {
        Path file = folder.resolve("a.png");
        ImageIO.write(picture(), "png", file.toFile());
        ChildTextExtractor extractor = extractor(TestSettings.ocr("false"));
        try {
            assertThat(extractor.mediaType("a.png")).isNull();
            assertThat(extractor.version()).doesNotContain("jpn");
            assertThat(extractor.extract(file, "image/png"))
                    .isEqualTo(
                            new Extraction.Refused(Reason.of(Reason.Code.UNSUPPORTED_TYPE, "png")));
        } finally {
            extractor.destroy();
        }
    }

    /// So that what had no text is tried again when it is switched on.
    @Test
    void isPartOfTheReadersVersion() {
        ChildTextExtractor extractor = extractor(TestSettings.ocr("true"));
        try {
            assertThat(extractor.version()).endsWith("+jpn+eng");
            assertThat(extractor.mediaType("a.JPG")).isEqualTo("image/jpeg");
        } finally {
            extractor.destroy();
        }
    }

    @Test
    void leavesAPageEmptyThatTakesTooLong() throws Exception {
        Path slow = folder.resolve("slow");
        Files.writeString(
                slow,
                """
                #!/bin/sh
                if [ "$1" = --list-langs ]; then echo jpn; echo eng; exit; fi
                exec sleep 60
                """);
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        ExtractSettings.Ocr settings =
                new ExtractSettings.Ocr(
                        slow.toString(),
                        "jpn",
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        DataSize.ofMegabytes(256));

        assertThat(extract(scan(), "application/pdf", settings))
                .isInstanceOfSatisfying(
                        Extraction.Text.class,
                        read ->
                                assertThat(read.pages())
                                        .extracting(Page::text)
                                        .containsExactly("Typed words.", ""));
    }

    @Test
    void saysWhatToInstall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TesseractProgram.find(TestSettings.ocr("/nowhere/tesseract")))
                .withMessageContaining("TEXT_RECOGNITION")
                .withMessageContaining("apt-get install tesseract-ocr tesseract-ocr-jpn");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TesseractProgram.find(
                                new ExtractSettings.Ocr(
                                        "true",
                                        "eng+tlh",
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(1),
                                        DataSize.ofMegabytes(256))))
                .withMessageContaining("apt-get install tesseract-ocr-tlh");
    }

    private Path scan() throws IOException {
        try (PdfFixture pdf = new PdfFixture().newPage()) {
            pdf.line(50, 100, "Typed words.").newPage();
            try (var content = new PDPageContentStream(pdf.document, pdf.page())) {
                content.drawImage(
                        LosslessFactory.createFromImage(pdf.document, picture()),
                        0,
                        0,
                        PDRectangle.A4.getWidth(),
                        PDRectangle.A4.getHeight());
            }
            return pdf.save(folder.resolve("scan.pdf"));
        }
    }

    /// A4 at 300 dots an inch.
    private static BufferedImage picture() {
        var picture = new BufferedImage(2480, 3508, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 2480, 3508);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(FONT, Font.PLAIN, 58));
        float point = 300 / 72f;
        graphics.drawString("Moths gather around the lamp", 100 * point, 100 * point);
        graphics.drawString("観測所の灯りに鳥が集まる様子を記録した。", 100 * point, 160 * point);
        graphics.dispose();
        return picture;
    }

    private Extraction extract(Path file, String mediaType, ExtractSettings.Ocr ocr) {
        ChildTextExtractor extractor = extractor(ocr);
        try {
            return extractor.extract(file, mediaType);
        } finally {
            extractor.destroy();
        }
    }

    private ChildTextExtractor extractor(ExtractSettings.Ocr ocr) {
        return new ChildTextExtractor(
                TestSettings.with(ocr, Duration.ofSeconds(20)), folder.resolve("home"));
    }
}
