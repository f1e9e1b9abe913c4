package researchpaas.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.describe.Manuscript.Clues;
import researchpaas.document.Category;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.document.Publication.Description;

class OfficeFilesTest {
    private static final String TEXT = "打ち水が夜の気温に与える影響\n小田研究室\n1 はじめに\n夏の夜は暑い。";

    @Test
    void takeTheStatedTitleWhereItStandsInTheText() {
        Description found =
                describe("thesis.docx", TEXT, "1 はじめに", stated("打ち水が夜の気温に与える影響", "小田美怜"));

        assertThat(found.title()).isEqualTo("打ち水が夜の気温に与える影響");
        assertThat(found.authors()).containsExactly("小田美怜");
    }

    @Test
    void takeTheFirstHeadingWhereTheStatedTitleIsATemplates() {
        Description found =
                describe("slides.pptx", "夜の気温\n本文", "夜の気温", stated("PowerPoint プレゼンテーション", "user"));

        assertThat(found.title()).isEqualTo("夜の気温");
        assertThat(found.authors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"観測_2023.xlsx", "観測_2023.ods", "観測_2023.zip"})
    void takeTheFilesNameRatherThanASheetsOrAPath(String name) {
        assertThat(describe(name, "Sheet1\n表。", "Sheet1", stated("Book", "Owner")).title())
                .isEqualTo("観測 2023");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft Office User",
                "python-docx",
                "Administrator",
                "Windows ユーザー",
                "s1234"
            })
    void doNotTakeAMachineForAnAuthor(String author) {
        assertThat(describe("a.docx", TEXT, "1 はじめに", stated("", author)).authors()).isEmpty();
    }

    private static Clues stated(String title, String author) {
        return new Clues(title.isEmpty() ? null : title, author, null);
    }

    private static Description describe(String name, String text, String heading, Clues clues) {
        int start = text.indexOf(heading);
        return new DescribeDocument()
                .describe(
                        new Manuscript(
                                name,
                                null,
                                Category.PAPER,
                                List.of(new Page(1, text, 0, 0, List.of())),
                                List.of(
                                        new Heading(
                                                1, start, start + heading.length(), 1, heading)),
                                clues,
                                Instant.parse("2024-05-06T07:08:09Z")));
    }
}
