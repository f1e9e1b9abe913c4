package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String CLEAR = "\r\033[K";

    /// Log and bar share a terminal, so both streams end up in one here too.
    @Test
    void theLogGoesAboveTheBarAndNeverTearsIt() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(terminal, true, StandardCharsets.UTF_8));
        try {
            PrintStream log = System.out;
            try (ProgressLine bar = new ProgressLine.Bar(terminal, 40)) {
                bar.show(at(.5));
                System.out.print("読み込み ended\n");
                bar.show(at(1));
            }
            assertThat(System.out).isSameAs(log);
        } finally {
            System.setOut(before);
        }

        String half = at(.5).bar(39);
        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        CLEAR
                                + half
                                + CLEAR
                                + "読み込み ended\n"
                                + half
                                + CLEAR
                                + at(1).bar(39)
                                + System.lineSeparator());
    }

    @Test
    void elsewhereItSaysEachQuarterOnce() {
        StringWriter out = new StringWriter();
        try (ProgressLine lines = new ProgressLine.Lines(new PrintWriter(out, true))) {
            for (double share = 0; share <= 1; share += .01) {
                lines.show(at(share));
            }
        }
        assertThat(out.toString().lines()).hasSizeBetween(4, 5);
    }

    private static ProgressText at(double share) {
        return new ProgressText(share, List.of("files"));
    }
}
