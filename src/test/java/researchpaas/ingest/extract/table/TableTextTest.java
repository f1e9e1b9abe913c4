package researchpaas.ingest.extract.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.document.Heading;
import researchpaas.ingest.extract.letters.HiddenMarks;

class TableTextTest {
    @Test
    void writesACardAndThenEachRowWithItsHeaders() {
        assertThat(text("id,place,temp", "1,Tokyo,20.5", "2,Osaka,", "3,Tokyo,22.5"))
                .isEqualTo(
                        """
                        Table. Rows: 3. Columns: 3.

                        Column id: number, 3 different, from 1 to 3, mean 2.

                        Column place: text, 2 different, most frequent: Tokyo (2), Osaka (1).

                        Column temp: number, 1 empty, 2 different, from 20.5 to 22.5, mean 21.5.

                        id: 1; place: Tokyo; temp: 20.5

                        id: 2; place: Osaka

                        id: 3; place: Tokyo; temp: 22.5\
                        """);
    }

    @Test
    void describesAJapaneseTableInJapanese() {
        assertThat(text("地点,観測日,気温", "仙台,2024/1/5,-1.5", "那覇,2024/1/12,18"))
                .isEqualTo(
                        """
                        表。2行、3列。

                        列「地点」：文字列、2種類、多い値は仙台（1件）、那覇（1件）。

                        列「観測日」：日付、2種類、2024/1/5から2024/1/12まで。

                        列「気温」：数値、2種類、-1.5から18まで、平均8.25。

                        地点：仙台；観測日：2024/1/5；気温：-1.5

                        地点：那覇；観測日：2024/1/12；気温：18\
                        """);
    }

    @Test
    void namesTheColumnsOfATableWithoutHeader() {
        assertThat(text("1,Tokyo", "2,Osaka"))
                .contains("Rows: 2.")
                .contains("column 1: 1; column 2: Tokyo");
    }

    @Test
    void takesARowThatRepeatsItselfForNoHeader() {
        assertThat(text("a,a", "b,c")).contains("column 1: a; column 2: a");
    }

    @Test
    void takesYearsBesideAWordForAHeader() {
        assertThat(text("prefecture,2019,2020", "Aomori,1,2"))
                .contains("prefecture: Aomori; 2019: 1; 2020: 2");
    }

    @Test
    void keepsTheNotesAboveAHeader() {
        assertThat(text("人口調査 令和5年", "", "県,人口,世帯", "青森,120,50"))
                .startsWith("人口調査 令和5年\n\n表。1行、3列。")
                .contains("県：青森；人口：120；世帯：50");
    }

    @Test
    void takesItsNameForAHeading() {
        var table = new TableText("売上");
        table.row(List.of("月", "額"));
        table.row(List.of("1", "200"));
        TableText.Written written = table.end();

        assertThat(written.text()).startsWith("売上\n\n表。1行、2列。");
        assertThat(written.headings(3)).containsExactly(new Heading(3, 0, 2, 1, "売上"));
    }

    @Test
    void isEmptyWithoutRows() {
        var table = new TableText("Sheet1");
        table.row(List.of());
        table.row(List.of("", " "));

        TableText.Written written = table.end();
        assertThat(written.text()).isEmpty();
        assertThat(written.headings(1)).isEmpty();
    }

    @Test
    void countsEveryRowAndWritesTheFirst() {
        var table = new TableText("");
        table.row(List.of("n", "text"));
        for (int i = 1; i <= 10_000; i++) {
            table.row(List.of(Integer.toString(i), "x".repeat(100)));
        }
        String text = table.end().text();

        assertThat(text)
                .contains("Rows: 10000.")
                .contains(
                        "Column n: number, more than 1000 different, from 1 to 10000, mean 5000.5.")
                .containsPattern("The first rows follow, \\d+ of 10000\\.")
                .endsWith("x");
        assertThat(text.length()).isBetween(190_000, 201_000);
    }

    @Test
    void boundsAWideTable() {
        var table = new TableText("");
        List<String> wide = Collections.nCopies(50_000, "0.25");
        for (int i = 0; i < 50; i++) {
            table.row(wide);
        }

        assertThat(table.end().text())
                .contains("Columns: 50000.")
                .contains("Columns left out: 49800.")
                .hasSizeLessThan(300_000);
    }

    @Test
    void takesColumnsThatShowUpLater() {
        var table = new TableText("", List.of("a"));
        table.row(List.of("1"));
        table.column("b");
        table.row(List.of("", "2"));

        assertThat(table.end(7).text())
                .contains("Column b: number, 1 empty, 1 different")
                .contains("Lines that could not be read: 7.")
                .endsWith("a: 1\n\nb: 2");
    }

    @Test
    void writesACellOnOneLine() {
        var table = new TableText("", List.of("note"));
        table.row(List.of(" first\r\n  second\u0000 "));

        assertThat(table.end().text()).endsWith("note: first second");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "1, NUMBER",
                "-1.5e-3, NUMBER",
                "'1,234,567.8', NUMBER",
                ".5, NUMBER",
                "0.5, NUMBER",
                "1., NUMBER",
                "'1,2', TEXT",
                "-, EMPTY",
                "+, TEXT",
                "., TEXT",
                "e5, TEXT",
                "1e, TEXT",
                "1e999, TEXT",
                "007, TEXT",
                "n/a, EMPTY",
                "欠測, EMPTY",
                "TRUE, BOOLEAN",
                "2024-01-31, DATE",
                "2024-01-31T09:00:00+09:00, DATE",
                "2024年1月31日, DATE",
                "2024-01, TEXT",
                "12 km, TEXT"
            })
    void tellsWhatACellHolds(String value, Cell.Kind kind) {
        assertThat(Cell.of(value.strip()).kind()).isEqualTo(kind);
    }

    @Test
    void writesHiddenRowsAndColumnsBehindAllThatIsSeen() {
        var table = new TableText("sites");
        table.hideColumns(1, 2);
        table.hiddenRow(List.of("before", "a", "", "b"));
        table.row(List.of("A note", "hidden note", "", "", ""));
        table.row(List.of("site", "secret", "", "temp", "wind"));
        table.row(List.of("park", "s1", "unnamed", "20", "3"));
        table.row(List.of("river", "", "", "22", "4"));
        table.row(List.of("", "only hidden", "", "", ""));
        table.hiddenRow(List.of("", "", "", ""));
        table.hiddenRow(List.of("lake", "s3", "", "99", "", "beyond"));

        assertThat(HiddenMarks.without(table.end().text()))
                .isEqualTo(
                        """
                        sites

                        A note

                        Table. Rows: 2. Columns: 3.

                        Column site: text, 2 different, most frequent: park (1), river (1).

                        Column temp: number, 2 different, from 20 to 22, mean 21.

                        Column wind: number, 2 different, from 3 to 4, mean 3.5.

                        site: park; temp: 20; wind: 3

                        site: river; temp: 22; wind: 4

                        Hidden in the file. Rows: 2. Columns: 2.

                        only hidden

                        hidden note

                        secret: s1; unnamed

                        site: before; secret: a; temp: b

                        site: lake; secret: s3; temp: 99; beyond\
                        """);
    }

    @Test
    void writesATableOfWhichNothingIsSeenUnderItsName() {
        var table = new TableText("表");
        for (int i = 0; i < 12; i++) {
            table.hiddenRow(List.of("地点" + i, "隠し"));
        }
        TableText.Written written = table.end();

        assertThat(written.headings(1)).hasSize(1);
        assertThat(HiddenMarks.without(written.text()))
                .startsWith("表\n\nファイルで非表示。12行、0列。\n\n地点0；隠し\n\n地点1；隠し")
                .endsWith("地点11；隠し");
        assertThat(new TableText("empty").end().text()).isEmpty();
    }

    @Test
    void boundsWhatIsHidden() {
        var table = new TableText("");
        table.hideColumns(0, 16_383);
        List<String> wide = Collections.nCopies(2_000, "x".repeat(50));
        for (int i = 0; i < 1_000; i++) {
            table.row(wide);
            table.hiddenRow(wide);
        }

        assertThat(table.end().text()).hasSizeLessThan(TableText.LONGEST_ROWS + 100);
    }

    private static String text(String... rows) {
        var table = new TableText("");
        for (String row : rows) {
            table.row(Arrays.asList(row.split(",", -1)));
        }
        return table.end().text();
    }
}
