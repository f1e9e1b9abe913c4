package researchpaas.ingest.extract.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.Readings;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.CollectedText;

class DataReadersTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";", "|"})
    void findsWhatSeparatesTheValues(String delimiter) throws Exception {
        String table =
                "id,note\n1,\"a,b;c\"\n2,\"said \"\"no\"\"\nand left\"\n".replace(",", delimiter);

        assertThat(read("a.csv", table).text())
                .contains("id: 1; note: a" + delimiter.replace("\t", " ") + "b;c")
                .endsWith("id: 2; note: said \"no\" and left");
    }

    @Test
    void takesACommaWithinANumberForNoSeparator() throws Exception {
        assertThat(read("a.csv", "x;y\n1,5;2,5\n2,5;3,5\n").text()).endsWith("x: 2,5; y: 3,5");
    }

    @Test
    void readsATableWhoseQuotationMarkIsNeverClosed() throws Exception {
        assertThat(read("a.csv", "id,note\n1,\"open\n2,closed\n").text())
                .contains("Rows: 2.")
                .endsWith("id: 2; note: closed");
        String more = "3,more of the same\n".repeat(200_000);
        assertThat(read("a.csv", "id,note\n1,\"open\n" + more).text()).contains("Rows: 200001.");
    }

    @Test
    void refusesATableOfOneEndlessValue() {
        assertRefused("a.csv", "a,b\n" + "x".repeat(5_000_000), Reason.Code.BROKEN);
    }

    @Test
    void readsAColumnOfWordsAsATable() throws Exception {
        assertThat(read("a.csv", "word\nbright\ndark\n").text())
                .endsWith("word: bright\n\nword: dark");
    }

    @Test
    void readsAJapaneseTableOfAnOlderMachine() throws Exception {
        byte[] table = "地点,気温\r\n仙台,-1.5\r\n".getBytes(Charset.forName("windows-31j"));

        assertThat(read("a.csv", table).text()).endsWith("地点：仙台；気温：-1.5");
    }

    @Test
    void readsAListOfObjectsAsATable() throws Exception {
        assertThat(
                        read(
                                        "a.json",
                                        """
                                        [{"id": 1, "at": {"lat": 35.6, "lon": 139.7}, "tags": ["a", "b"]},
                                         {"id": 2, "note": null, "more": true}]\
                                        """)
                                .text())
                .contains("Rows: 2. Columns: 6.")
                .contains("Column at.lat: number")
                .endsWith("id: 1; at.lat: 35.6; at.lon: 139.7; tags: a, b\n\nid: 2; more: true");
    }

    @Test
    void readsAnObjectOfListsAsATable() throws Exception {
        assertThat(read("a.json", "{\"気温\": [1, 2], \"地点\": [\"仙台\", \"那覇\"]}").text())
                .startsWith("表。2行、2列。")
                .endsWith("気温：2；地点：那覇");
    }

    @Test
    void writesAnyOtherJsonAsPathsAndValuesInOrder() throws Exception {
        CollectedText read =
                read(
                        "a.json",
                        """
                        {"title": "湿度の記録", "years": [2019, 2020], "by": {"name": "Sato", "lab": {"room": 3}},
                         "rows": [["x", "y"], [1, 2], [3, 4]], "done": true}\
                        """);

        assertThat(read.text())
                .isEqualTo(
                        """
                        title: 湿度の記録

                        years: 2019, 2020

                        by.name: Sato

                        by.lab.room: 3

                        rows

                        Table. Rows: 2. Columns: 2.

                        Column x: number, 2 different, from 1 to 3, mean 2.

                        Column y: number, 2 different, from 2 to 4, mean 3.

                        x: 1; y: 2

                        x: 3; y: 4

                        done: true\
                        """);
        assertThat(read.headings)
                .singleElement()
                .satisfies(heading ->
                        assertThat(read.text().substring(heading.start(), heading.end()))
                                .isEqualTo("rows"));
        assertThat(read.info)
                .isNotNull()
                .satisfies(info -> assertThat(info.title()).isEqualTo("湿度の記録"));
    }

    @Test
    void readsLinesThatAreNotAllJson() throws Exception {
        String lines = "{\"a\": 1}\nno json\n\n{\"a\": 2, \"b\": \"x\"}\n{\"a\": 3";

        assertThat(read("a.jsonl", lines).text())
                .contains("Rows: 2.", "Lines that could not be read: 2.")
                .endsWith("a: 1\n\na: 2; b: x");
    }

    @Test
    void countsALineBeyondAllMeasureAsOneThatCannotBeRead() throws Exception {
        String lines = "{\"a\": 1}\n{\"a\": \"" + "x".repeat(5_000_000) + "\"}\n{\"a\": 2}\n";

        assertThat(read("a.jsonl", lines).text())
                .contains("Rows: 2.", "Lines that could not be read: 1.");
    }

    @Test
    void readsJsonLinesThatAreCalledJson() throws Exception {
        assertThat(read("a.json", "{\"a\": 1}\n{\"a\": 2}\n").text()).endsWith("a: 1\n\na: 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": ", "[1, 2", "{]", "nonsense", "{\"a\" 1}"})
    void refusesBrokenJson(String broken) {
        assertRefused("a.json", broken, Reason.Code.BROKEN);
        assertRefused("a.jsonl", broken, Reason.Code.BROKEN);
    }

    @Test
    void refusesJsonOfAnyDepthWithoutHarm() {
        assertRefused("a.json", "[".repeat(1_000_000), Reason.Code.BROKEN);
        assertRefused("a.json", "{\"a\":".repeat(1_000_000), Reason.Code.BROKEN);
        assertRefused("a.jsonl", "[".repeat(1_000_000), Reason.Code.BROKEN);
    }

    private CollectedText read(String name, String text) throws Exception {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private CollectedText read(String name, byte[] bytes) throws Exception {
        return Readings.read(folder, name, bytes);
    }

    private void assertRefused(String name, String text, Reason.Code code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(name, text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
