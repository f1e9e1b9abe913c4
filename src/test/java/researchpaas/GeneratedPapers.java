package researchpaas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// Makes a library of any size, the same for the same seed: English two-column PDFs and Japanese
/// Markdown, one in four. `GeneratedPapers FOLDER COUNT [PAGES]` from the command line.
public final class GeneratedPapers {
    private static final List<String> SUBJECTS =
            List.of(
                    "the sensor network",
                    "a survey of students",
                    "the classroom model",
                    "our baseline",
                    "indoor humidity",
                    "the citizen panel",
                    "the night-time record",
                    "each participant",
                    "the calibrated gauge",
                    "the regression",
                    "the annotated corpus",
                    "a second observer");
    private static final List<String> VERBS =
            List.of(
                    "explains",
                    "overestimates",
                    "follows",
                    "precedes",
                    "contradicts",
                    "confirms",
                    "records",
                    "predicts",
                    "smooths",
                    "delays",
                    "reduces",
                    "outperforms");
    private static final List<String> OBJECTS =
            List.of(
                    "the afternoon peak of temperature",
                    "missing readings in winter",
                    "the share of late answers",
                    "the variance between buildings",
                    "the effect of ventilation",
                    "attendance in the third week",
                    "reported comfort near the windows",
                    "the drift of cheap instruments",
                    "differences between two cohorts",
                    "the cost of manual labelling");
    private static final List<String> TAILS =
            List.of(
                    "when the windows stay closed",
                    "in both semesters",
                    "after the correction was applied",
                    "with a confidence of ninety per cent",
                    "although the sample is small",
                    "as earlier work had suggested",
                    "on weekdays only",
                    "in the northern wing");
    private static final List<String> JA_SUBJECTS =
            List.of("教室の温度計", "学生への調査", "回帰モデル", "夜間の記録", "市民の観測班", "校正した計器", "注釈付きコーパス");
    private static final List<String> JA_OBJECTS =
            List.of("午後の気温の上昇", "冬季の欠測", "建物ごとのばらつき", "換気の効果", "三週目の出席率", "窓際の快適さ", "計器のずれ");
    private static final List<String> JA_VERBS =
            List.of("をよく説明した", "を過大に見積もった", "と一致しなかった", "を裏づけた", "を予測した", "に先行した", "を小さくした");

    private final Random random;

    private GeneratedPapers(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        write(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3);
    }

    /// @param pages of each PDF; a Markdown file has as much text as one page
    public static void write(Path folder, int count, int pages) throws IOException {
        Path papers = Files.createDirectories(folder.resolve("papers"));
        for (int i = 0; i < count; i++) {
            GeneratedPapers paper = new GeneratedPapers(i);
            if (i % 4 == 3) {
                Files.writeString(papers.resolve("報告%05d.md".formatted(i)), paper.japanese(i));
            } else {
                paper.english(papers.resolve("paper%05d.pdf".formatted(i)), i, pages);
            }
        }
    }

    private String japanese(int number) {
        StringBuilder text = new StringBuilder("# 観測報告 第" + number + "号\n\n");
        for (int section = 1; section <= 3; section++) {
            text.append("## ").append(section).append(" ").append(one(JA_SUBJECTS)).append("\n\n");
            for (int i = 0; i < 12; i++) {
                text.append(one(JA_SUBJECTS))
                        .append("は、")
                        .append(one(JA_OBJECTS))
                        .append(one(JA_VERBS))
                        .append("。");
            }
            text.append("\n\n");
        }
        return text.toString();
    }

    private void english(Path file, int number, int pages) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDFont body = new PDType1Font(FontName.TIMES_ROMAN);
            PDFont bold = new PDType1Font(FontName.TIMES_BOLD);
            for (int page = 0; page < pages; page++) {
                PDPage sheet = new PDPage(PDRectangle.A4);
                pdf.addPage(sheet);
                try (PDPageContentStream out = new PDPageContentStream(pdf, sheet)) {
                    if (page == 0) {
                        line(
                                out,
                                bold,
                                18,
                                60,
                                780,
                                "Report " + number + " on " + one(OBJECTS).replace("the ", ""));
                    }
                    column(out, body, 60);
                    column(out, body, 310);
                }
            }
            pdf.save(file.toFile());
        }
    }

    private void column(PDPageContentStream out, PDFont font, float x) throws IOException {
        List<String> lines = wrap(font, 230);
        float y = 740;
        for (String line : lines) {
            line(out, font, 10, x, y, line);
            y -= 12;
        }
    }

    private List<String> wrap(PDFont font, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        while (lines.size() < 54) {
            for (String word : sentence().split(" ")) {
                if (font.getStringWidth(line + " " + word) / 100 > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        return lines;
    }

    private String sentence() {
        String text =
                one(SUBJECTS) + " " + one(VERBS) + " " + one(OBJECTS) + " " + one(TAILS) + ".";
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void line(
            PDPageContentStream out, PDFont font, float size, float x, float y, String text)
            throws IOException {
        out.beginText();
        out.setFont(font, size);
        out.newLineAtOffset(x, y);
        out.showText(text);
        out.endText();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
