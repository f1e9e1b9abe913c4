package researchpaas.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.describe.Manuscript.Clues;
import researchpaas.document.Box;
import researchpaas.document.Category;
import researchpaas.document.Heading;
import researchpaas.document.Language;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.document.Publication.Description;

class DescribeDocumentTest {
    private static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09Z");
    private static final String BODY =
            "Trees grow slowly on the southern hill, where the soil is thin and stony. "
                    + "We measured two hundred of them over ten years and found that they grew faster in wet summers.";

    private final DescribeDocument describe = new DescribeDocument();
    private final StringBuilder text = new StringBuilder();
    private final List<Line> lines = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();

    @Test
    void takesTheBiggestLettersForTheTitleOverSeveralLines() {
        line(9, "Journal of Tree Science, vol. 3");
        line(18, "How trees grow on hills");
        line(18, "where the soil is thin");
        line(12, "Ada Pine¹, Bo Fir²");
        line(9, "1 University of the Hill");
        line(10, "Abstract");
        line(10, BODY);

        Description found = describe(Clues.NONE);

        assertThat(found.title()).isEqualTo("How trees grow on hills where the soil is thin");
        assertThat(found.authors()).containsExactly("Ada Pine", "Bo Fir");
        assertThat(found.language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void doesNotTakeABigBannerForTheTitle() {
        line(24, "Journal of Tree Science");
        line(18, "How trees grow");
        line(10, BODY);

        assertThat(describe(Clues.NONE).title()).isEqualTo("How trees grow");
    }

    @Test
    void believesTheStatedTitleOnlyWhenItStandsOnThePage() {
        line(18, "How trees grow");
        line(14, "A study of ten years");
        line(10, BODY);

        assertThat(describe(new Clues("Microsoft Word - paper_final2", null, null)).title())
                .isEqualTo("How trees grow");
        assertThat(describe(new Clues("How Trees Grow: A Study of Ten Years", null, null)).title())
                .isEqualTo("How Trees Grow: A Study of Ten Years");
    }

    @Test
    void joinsAJapaneseTitleWithoutASpaceAndSplitsItsAuthors() {
        line(18, "自然換気の講義室における");
        line(18, "午後の温熱快適性");
        line(12, "富岡 遥1)・神戸 悟2)");
        line(10, "1) 蓑沢大学");
        line(10, "概要 冷房のない講義室で室温を測った。");
        line(10, "キーワード：温熱快適性、自然換気、すだれ");
        line(10, "はじめに");

        Description found = describe(Clues.NONE);

        assertThat(found.title()).isEqualTo("自然換気の講義室における午後の温熱快適性");
        assertThat(found.authors()).containsExactly("富岡遥", "神戸悟");
        assertThat(found.summary()).isEqualTo("冷房のない講義室で室温を測った。");
        assertThat(found.keywords()).containsExactly("温熱快適性", "自然換気", "すだれ");
        assertThat(found.language()).isEqualTo(Language.JAPANESE);
    }

    @Test
    void readsAuthorsThatAreBrokenOverLines() {
        line(18, "How trees grow");
        line(12, "Ada Pine 1,2, Leonardo de la Roca 3, Jean-Luc");
        line(12, "Fir 2, and I. A. W. Oak 1");
        line(9, "1 Department of Trees 2 Institute of Hills");
        heading("Summary", 10);
        line(10, BODY);

        assertThat(describe(Clues.NONE).authors())
                .containsExactly("Ada Pine", "Leonardo de la Roca", "Jean-Luc Fir", "I. A. W. Oak");
    }

    @Test
    void doesNotTakeTheOwnerOfTheMachineForTheAuthor() {
        line(18, "How trees grow");
        line(12, "Ada Pine");
        line(10, "Abstract");
        line(10, BODY);

        assertThat(describe(new Clues(null, "Office User", null)).authors())
                .containsExactly("Ada Pine");
    }

    @Test
    void takesTheSectionUnderItsHeadingForTheSummary() {
        line(18, "How trees grow");
        heading("Abstract", 12);
        line(10, BODY);
        line(10, "Keywords: trees; hills; wet summers");
        heading("1 Introduction", 12);
        line(10, "Something else.");

        Description found = describe(Clues.NONE);

        assertThat(found.summary()).isEqualTo(BODY);
        assertThat(found.keywords()).containsExactly("trees", "hills", "wet summers");
    }

    @Test
    void takesTheFirstProseForTheSummaryWhereThereIsNone() {
        line(18, "How trees grow");
        line(
                8,
                "Authors of papers retain copyright and release the work under a license of the Creative Commons family.");
        line(10, BODY);

        assertThat(describe(Clues.NONE).summary()).isEqualTo(BODY);
    }

    @Test
    void tellsTheYearByWhatSaysPublished() {
        line(18, "How trees grew in 1999");
        line(9, "Submitted: 3 May 2017 Published: 4 June 2018");
        line(10, "Abstract");
        line(10, BODY);

        assertThat(describe(new Clues(null, null, "2021-01-01T00:00:00Z")).year()).isEqualTo(2018);
    }

    @Test
    void readsYearsOfJapaneseEras() {
        line(18, "路地の夕涼み");
        line(10, "令和5年3月");
        line(10, "概要 水をまく。");

        assertThat(describe(Clues.NONE).year()).isEqualTo(2023);
    }

    @Test
    void fallsBackOnTheFilesOwnDateAndKnowsNoYearWithoutOne() {
        line(18, "How trees grow");
        line(10, BODY);

        Description dated = describe(new Clues(null, null, "2021-02-03T00:00:00Z"));
        assertThat(dated.year()).isEqualTo(2021);
        assertThat(dated.createdAt()).isEqualTo("2021-02-03T00:00:00Z");
        assertThat(describe(Clues.NONE).year()).isNull();
        assertThat(describe(Clues.NONE).createdAt()).isEqualTo(MODIFIED);
        assertThat(describe(new Clues(null, null, "no date")).createdAt()).isEqualTo(MODIFIED);
    }

    @Test
    void namesAMarkdownFileByItsFirstHeadingAndATextByItsFirstLine() {
        headings.add(new Heading(1, 0, 4, 1, "Walk"));
        text.append("Walk\n").append(BODY);
        assertThat(describe(Clues.NONE).title()).isEqualTo("Walk");
        headings.clear();
        assertThat(describe(Clues.NONE).title()).isEqualTo("Walk");
        assertThat(describe(new Clues("Stated", "Ada Pine; Bo Fir", null)))
                .satisfies(found -> assertThat(found.title()).isEqualTo("Stated"))
                .satisfies(
                        found -> assertThat(found.authors()).containsExactly("Ada Pine", "Bo Fir"));
    }

    @Test
    void takesNoNumberedSectionForTheTitle() {
        text.append("Walk\n1. Why\n").append(BODY);
        headings.add(new Heading(1, 5, 11, 1, "1. Why"));

        assertThat(describe(Clues.NONE).title()).isEqualTo("Walk");
    }

    @Test
    void namesATextWithoutATitleByItsFile() {
        text.append(BODY);

        assertThat(describe(Clues.NONE).title()).isEqualTo("tree growth");
    }

    @Test
    void namesATableByItsFileAndDescribesItByItsCard() {
        text.append("Table. Rows: 2. Columns: 2.\n\n")
                .append("Column Authors: text, most frequent: Ada Pine (2).\n\n")
                .append("Authors: Ada Pine; published: 1999");
        headings.add(new Heading(1, 0, 5, 1, "Table"));

        Description found = describe("hill_trees.csv", Clues.NONE);

        assertThat(found.title()).isEqualTo("hill trees");
        assertThat(found.summary()).startsWith("Table. Rows: 2. Columns: 2. Column Authors: text");
        assertThat(found.authors()).isEmpty();
        assertThat(found.year()).isNull();
        assertThat(describe("a.json", new Clues("Hill trees", "Ada Pine", "1999-01-02")))
                .extracting(Description::title, Description::authors, Description::year)
                .containsExactly("Hill trees", List.of("Ada Pine"), 1999);
    }

    @Test
    void takesNoSendersLineAndNoCodeForATitle() {
        text.append("From: Ada Pine");

        assertThat(describe("wind.eml", Clues.NONE).title()).isEqualTo("wind");
        assertThat(describe("wind.ipynb", Clues.NONE).title()).isEqualTo("wind");
        assertThat(describe("wind.eml", new Clues("Storm on the hill", null, null)).title())
                .isEqualTo("Storm on the hill");
    }

    @Test
    void describesATextOfOneCharacter() {
        text.append("。");

        assertThat(describe(Clues.NONE).summary()).isEmpty();
    }

    /// These run in the server itself, not in the child.
    @Test
    @Asvs("1.3.12")
    void isNotHarmedByTextThatIsMadeToDoHarm() {
        line(18, "How trees grow");
        for (String evil :
                List.of(
                        "Ada Pine 1,1",
                        ", 1",
                        "A b ",
                        "Keywords: a,",
                        "((1",
                        "Abstract ",
                        "a, ",
                        " ")) {
            line(12, "Ada Pine " + evil.repeat(200_000));
        }

        assertThat(describe(Clues.NONE).title()).isEqualTo("How trees grow");
    }

    private void heading(String words, float size) {
        int start = text.isEmpty() ? 0 : text.length() + 1;
        line(size, words);
        headings.add(new Heading(1, start, text.length(), 1, words));
    }

    private void line(float size, String words) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        int start = text.length();
        text.append(words);
        lines.add(new Line(start, text.length(), new Box(50, 20 * lines.size(), 400, size), size));
    }

    @Test
    void aTableInADatasetsFolderIsCalledAsTheFolder() {
        line(0, "Table. 2 rows, 2 columns.");
        Manuscript table =
                new Manuscript(
                        "data.csv",
                        "bridge-temperatures",
                        Category.DATASET,
                        List.of(new Page(1, text.toString(), 0, 0, List.of())),
                        headings,
                        Clues.NONE,
                        MODIFIED);
        assertThat(describe.describe(table).title()).isEqualTo("bridge-temperatures");
    }

    private Description describe(Clues clues) {
        return describe("tree_growth.pdf", clues);
    }

    private Description describe(String fileName, Clues clues) {
        return describe.describe(
                new Manuscript(
                        fileName,
                        null,
                        Category.PAPER,
                        List.of(new Page(1, text.toString(), 595, 842, lines)),
                        headings,
                        clues,
                        MODIFIED));
    }
}
