package researchpaas.ingest.extract.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import researchpaas.ingest.extract.layout.TextLine;

class RecognizedLinesTest {
    private static final String HEAD =
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    @Test
    void joinsJapaneseWithoutSpacesAndEnglishWithThem() {
        List<TextLine> lines =
                best(
                        HEAD
                                + "4\t1\t1\t1\t1\t0\t100\t50\t400\t30\t-1\t\n"
                                + "5\t1\t1\t1\t1\t1\t100\t50\t100\t30\t96\t観測\n"
                                + "5\t1\t1\t1\t1\t2\t200\t50\t100\t30\t95\t所の\n"
                                + "5\t1\t1\t1\t1\t3\t300\t50\t100\t28\t95\tmoth\n"
                                + "5\t1\t1\t1\t1\t4\t420\t50\t80\t28\t95\tlamp\n"
                                + "5\t1\t1\t1\t2\t1\t100\t90\t100\t30\t95\t次\n",
                        "");

        assertThat(lines).extracting(TextLine::text).containsExactly("観測所のmoth lamp", "次");
        assertThat(lines.getFirst().box().x()).isEqualTo(50);
        assertThat(lines.getFirst().box().width()).isEqualTo(200);
        assertThat(lines.getFirst().size()).isEqualTo(lines.getLast().size());
    }

    @Test
    void dropsLinesThatNobodyWouldRead() {
        assertThat(best(HEAD + "5\t1\t1\t1\t1\t1\t100\t50\t100\t30\t12\t~|;\n", "")).isEmpty();
        assertThat(best("", "")).isEmpty();
    }

    @Test
    void takesADoubtfulLineFromTheSurerReading() {
        String sure = "5\t1\t1\t1\t1\t1\t100\t50\t400\t30\t96\tMoths\n";
        String doubtful = "5\t1\t2\t1\t1\t1\t100\t90\t400\t30\t45\tBUAIPTOKT\n";
        String other =
                "5\t1\t1\t1\t1\t1\t100\t50\t400\t30\t99\tMotbs\n"
                        + "5\t1\t2\t1\t1\t1\t102\t91\t390\t30\t90\t観測所\n";

        assertThat(best(HEAD + sure + doubtful, HEAD + other))
                .extracting(TextLine::text)
                .containsExactly("Moths", "観測所");
        assertThat(best(HEAD + sure + doubtful, HEAD))
                .extracting(TextLine::text)
                .containsExactly("Moths", "BUAIPTOKT");
    }

    private static List<TextLine> best(String table, String other) {
        return RecognizedLines.best(
                RecognizedLines.of(table, 0.5f), RecognizedLines.of(other, 0.5f));
    }
}
