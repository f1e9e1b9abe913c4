package researchpaas.ingest.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.Readings;
import researchpaas.ingest.extract.reader.CollectedText;

class MarkdownReaderTest {
    @TempDir Path folder;

    /// Taking so many items apart at once once took all memory.
    @Test
    void readsALongTextPieceByPiece() throws Exception {
        String items = "- *one* `two`\n".repeat(100_000) + "\n## End\n\nword";

        CollectedText read = Readings.read(folder, "long.md", items);

        assertThat(read.text()).startsWith("one two\none two").endsWith("End\nword");
        assertThat(read.text().lines().filter(line -> line.equals("one two"))).hasSize(100_000);
        assertThat(read.headingTexts()).containsExactly("End");
    }

    @Test
    void writesWhatAReaderSees() throws Exception {
        CollectedText read =
                read(
                        """
                        # Heat *walk*

                        Some **bold** and `code`, a [link](https://example.org/a) and
                        a second line.<br>

                        <!-- hidden --> <b>shown</b>

                        - one
                        - two

                        | a | b |
                        |---|---|
                        | 1 | 2 |

                        ```python
                        x = 1
                        ```
                        """);

        assertThat(read.text())
                .isEqualTo(
                        """
                        Heat walk
                        Some bold and code, a link and a second line.
                        shown
                        one
                        two
                        a | b
                        1 | 2
                        x = 1\
                        """);
    }

    @Test
    void joinsJapaneseLinesWithoutASpace() throws Exception {
        assertThat(read("水をまいて\n涼む。").text()).isEqualTo("水をまいて涼む。");
    }

    @Test
    void givesHeadingsWithLevelAndPlace() throws Exception {
        CollectedText read = read("# One\n\ntext\n\n## Two `x`\n\nmore");

        assertThat(read.headings).extracting(heading -> heading.level()).containsExactly(1, 2);
        var second = read.headings.get(1);
        assertThat(second.text()).isEqualTo("Two x");
        assertThat(read.text().substring(second.start(), second.end())).isEqualTo("Two x");
    }

    @Test
    void takesTitleAndAuthorsFromTheFrontMatter() throws Exception {
        CollectedText read =
                read(
                        """
                        ---
                        title: "夜の気温"
                        authors:
                          - 小田美怜
                          - Ines Calloway
                        date: 2023-04-01
                        ---
                        Text.
                        """);

        assertThat(read.info).isEqualTo(new FileInfo("夜の気温", "小田美怜; Ines Calloway", "2023-04-01"));
        assertThat(read.text()).isEqualTo("Text.");
    }

    private CollectedText read(String markdown) throws Exception {
        var collected = new CollectedText();
        new MarkdownReader().read(Files.writeString(folder.resolve("a.md"), markdown), collected);
        return collected;
    }
}
