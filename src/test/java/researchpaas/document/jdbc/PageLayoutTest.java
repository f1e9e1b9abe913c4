package researchpaas.document.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import researchpaas.document.Box;
import researchpaas.document.Line;

class PageLayoutTest {
    @Test
    void keepsNothingForAPageWithoutLines() {
        assertThat(PageLayout.bytes(List.of())).isEmpty();
        assertThat(PageLayout.lines(new byte[0])).isEmpty();
    }

    @Test
    void keepsLinesOfAnySizeAndOrder() {
        List<Line> lines =
                List.of(
                        new Line(0, 1_000_000, new Box(14_400, -3.5f, 0, 14_400), 300),
                        new Line(1_000_000, 1_000_000, new Box(-720.5f, 0, 12.3f, .1f), 0),
                        new Line(1_000_001, 1_000_130, new Box(0, 0, 0, 0), 10.5f));

        assertThat(PageLayout.lines(PageLayout.bytes(lines))).isEqualTo(lines);
    }

    @Test
    void takesFewBytesALine() {
        List<Line> lines =
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                new Line(
                                        i * 53,
                                        i * 53 + 47 + i % 9,
                                        new Box(
                                                72 + i / 50 * 230,
                                                60 + i % 50 * 12.5f,
                                                220 + i * 7 % 13,
                                                10),
                                        10))
                        .toList();

        assertThat(PageLayout.bytes(lines)).hasSizeLessThan(700);
        assertThat(PageLayout.lines(PageLayout.bytes(lines))).isEqualTo(lines);
    }
}
