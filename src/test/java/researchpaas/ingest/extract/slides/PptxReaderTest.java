package researchpaas.ingest.extract.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static researchpaas.ingest.extract.office.OfficeFixture.box;
import static researchpaas.ingest.extract.office.OfficeFixture.place;
import static researchpaas.ingest.extract.office.OfficeFixture.placeholder;
import static researchpaas.ingest.extract.office.OfficeFixture.pptx;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.extract.office.OfficeFixture;
import researchpaas.ingest.extract.reader.CollectedText;
import researchpaas.ingest.extract.reader.HiddenOffsets;

class PptxReaderTest {
    @TempDir Path folder;

    @Test
    void makesEachSlideAPageInTheOrderOfThePresentation() throws Exception {
        CollectedText read =
                read(
                        pptx().slide(
                                        1,
                                        placeholder("title", "最初に作ったスライド")
                                                + placeholder("body", "あとで見せる。"))
                                .slide(
                                        2,
                                        placeholder("ctrTitle", "Shown first")
                                                + placeholder("sldNum", "1"))
                                .presentation(2, 1));

        assertThat(read.pages)
                .extracting(page -> page.number() + " " + page.text())
                .containsExactly("1 Shown first", "2 最初に作ったスライド\nあとで見せる。");
        assertThat(read.headings)
                .extracting(
                        heading -> heading.page() + " " + heading.level() + " " + heading.text())
                .containsExactly("1 1 Shown first", "2 1 最初に作ったスライド");
    }

    @Test
    void marksTheSpeakersNotesBehindTheSlidesText() throws Exception {
        CollectedText read =
                read(
                        pptx().slide(1, placeholder("title", "結果"))
                                .notes(
                                        1,
                                        placeholder("sldImg", "x")
                                                + placeholder("body", "ここで図を指す。")
                                                + placeholder("sldNum", "1"))
                                .slide(2, placeholder("title", "Next"))
                                .notes(2, placeholder("body", "Slow down."))
                                .presentation(1, 2));

        assertThat(read.text())
                .isEqualTo("結果\n発表者ノート\nここで図を指す。\n\f\nNext\nSpeaker notes\nSlow down.");
        assertThat(read.headings)
                .extracting(heading -> heading.level() + " " + heading.text())
                .containsExactly("1 結果", "2 発表者ノート", "1 Next", "2 Speaker notes");
    }

    @Test
    void readsColumnsOneAfterTheOtherWhateverTheOrderOfDrawing() throws Exception {
        CollectedText read =
                read(
                        pptx().slide(
                                        1,
                                        box(20, 500, 900, 40, "the foot, over the whole width")
                                                + box(480, 100, 440, 50, "right above")
                                                + box(20, 100, 440, 50, "left above")
                                                + box(480, 160, 440, 300, "right below")
                                                + box(20, 160, 440, 300, "left below")
                                                + placeholder(
                                                        "title", "The title is last in the file"))
                                .layout(
                                        1,
                                        "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>"
                                                + place(20, 10, 900, 60)
                                                + "</p:spPr></p:sp>")
                                .presentation(1));

        assertThat(read.text())
                .isEqualTo(
                        "The title is last in the file\nleft above\nleft below\nright above\nright below\nthe foot, over the whole width");
    }

    @Test
    void placesAPlaceholderWhereItsLayoutDoes() throws Exception {
        CollectedText read =
                read(
                        pptx().slide(
                                        1,
                                        box(0, 400, 100, 20, "below, but long before it ends")
                                                + placeholder("body", "above"))
                                .layout(
                                        1,
                                        "<p:sp><p:nvSpPr><p:nvPr><p:ph idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr>"
                                                + place(0, 50, 100, 100)
                                                + "</p:spPr></p:sp>")
                                .presentation(1));

        assertThat(read.text()).isEqualTo("above\nbelow, but long before it ends");
    }

    @Test
    void findsTheMembersOfAGroupWhereTheGroupStands() throws Exception {
        String group =
                "<p:grpSp><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"1270000\"/><a:ext cx=\"1270000\" cy=\"1270000\"/>"
                        + "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"1270000\" cy=\"1270000\"/></a:xfrm></p:grpSpPr>"
                        + box(0, 0, 100, 10, "in the group, lower")
                        + "</p:grpSp>";
        CollectedText read =
                read(pptx().slide(1, group + box(0, 50, 100, 10, "higher")).presentation(1));

        assertThat(read.text()).isEqualTo("higher\nin the group, lower");
    }

    @Test
    void writesATableRowByRowAndTheWordsOfADrawing() throws Exception {
        String cell = "<a:tc><a:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></a:txBody></a:tc>";
        String row = "<a:tr>" + cell + cell + "</a:tr>";
        CollectedText read =
                read(
                        pptx().slide(
                                        1,
                                        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl>"
                                                + row.formatted("site", "temp")
                                                + row.formatted("Kobe", "29")
                                                + "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
                                                + "<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm=\"rIdD\"/></a:graphicData></a:graphic></p:graphicFrame>")
                                .relation(
                                        "ppt/slides/slide1.xml",
                                        "rIdD",
                                        "diagramData",
                                        "../diagrams/data1.xml")
                                .part(
                                        "ppt/diagrams/data1.xml",
                                        "<dgm:dataModel xmlns:dgm=\"d\" xmlns:a=\"a\"><dgm:pt><dgm:t><a:p><a:r><a:t>計画</a:t></a:r></a:p></dgm:t></dgm:pt>"
                                                + "<dgm:pt><dgm:t><a:p><a:r><a:t>実行</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>")
                                .presentation(1));

        assertThat(read.text()).isEqualTo("site | temp\nsite: Kobe; temp: 29\n計画\n実行");
    }

    @Test
    void keepsTheNumbersOfHiddenAndOfEmptySlides() throws Exception {
        CollectedText read =
                read(
                        pptx().slide(1, placeholder("title", "one"))
                                .slide(2, "")
                                .slide(3, placeholder("title", "three"))
                                .part(
                                        "ppt/slides/slide3.xml",
                                        "<p:sld xmlns:p=\"p\" xmlns:a=\"a\" show=\"0\"><p:cSld><p:spTree>"
                                                + placeholder("title", "hidden")
                                                + "</p:spTree></p:cSld></p:sld>")
                                .presentation(1, 2, 3));

        assertThat(read.pages)
                .extracting(page -> page.number() + " " + page.text())
                .containsExactly("1 one", "2 ", "3 hidden");
        // the empty slide ends the first slide's section; a title that nobody sees heads none
        assertThat(read.headingTexts()).containsExactly("one", "");
    }

    @Test
    void findsTheSectionsOfAPoster() throws Exception {
        CollectedText read =
                read(
                        pptx().slide(
                                        1,
                                        placeholder("title", "打ち水の効果")
                                                + box(0, 100, 100, 100, "背景", "夏の夜は暑い。")
                                                + box(
                                                        200,
                                                        100,
                                                        100,
                                                        100,
                                                        "Results",
                                                        "Cooler by two degrees."))
                                .presentation(1));

        assertThat(read.headingTexts()).containsExactly("打ち水の効果", "背景", "Results");
    }

    @Test
    void readsWhatAnotherProgramWrote() throws Exception {
        Path file = folder.resolve("poi.pptx");
        try (XMLSlideShow show = new XMLSlideShow()) {
            var layout = show.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_AND_CONTENT);
            XSLFSlide slide = show.createSlide(layout);
            slide.getPlaceholder(1).setText("涼しい風");
            slide.getPlaceholder(0).setText("Evening wind");
            try (OutputStream out = Files.newOutputStream(file)) {
                show.write(out);
            }
        }

        CollectedText read = read(file);

        assertThat(read.text()).isEqualTo("Evening wind\n涼しい風");
        assertThat(read.headingTexts()).containsExactly("Evening wind");
    }

    @Test
    void refusesAWordFile() throws Exception {
        Path file = OfficeFixture.docx("").save(folder.resolve("a.pptx"));

        assertThatThrownBy(() -> read(file)).hasMessage("NOT_WHAT_IT_SAYS");
    }

    private CollectedText read(OfficeFixture fixture) throws Exception {
        return read(fixture.save(folder.resolve("a.pptx")));
    }

    private static CollectedText read(Path file) throws Exception {
        CollectedText collected = new CollectedText();
        new PptxReader().read(file, new HiddenOffsets(collected));
        return collected;
    }
}
