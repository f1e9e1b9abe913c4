package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressTextTest {
    private static final String HALF_WAY =
            """
            {"done": 12, "planned": 24, "done_bytes": 3440000, "planned_bytes": 7900000, "share": 0.5,
             "files_per_second": 1.25, "bytes_per_second": 400000, "seconds_left": 75}
            """;

    @Test
    void saysFilesMegabytesTimeAndPaceInTheLanguageOfTheTerminal() {
        assertThat(text(HALF_WAY, Locale.ENGLISH).bar(120))
                .isEqualTo(
                        "[###############---------------]  50 %  12 of 24 files done  3.4 of 7.9 MB"
                                + "  about 1 min left  1.3 files/s, 0.4 MB/s");
        assertThat(text(HALF_WAY, Locale.JAPANESE).line())
                .isEqualTo("24 ファイル中 12 件終了  7.9 MB 中 3.4 MB  残り約 1 分  毎秒 1.3 件・0.4 MB");
    }

    @Test
    void fitsEveryTerminalInColumnsNotInLetters() {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.JAPANESE}) {
            for (int columns = 20; columns <= 200; columns++) {
                String bar = text(HALF_WAY, locale).bar(columns);
                assertThat(ProgressText.width(bar)).as(bar).isLessThanOrEqualTo(columns);
                assertThat(bar).contains("50 %");
            }
        }
    }

    @Test
    void leavesOutWhatIsUnknown() {
        String start =
                """
                {"done": 0, "planned": 24, "done_bytes": 0, "planned_bytes": 7900000, "share": 0,
                 "files_per_second": null, "bytes_per_second": null, "seconds_left": null}
                """;
        assertThat(text(start, Locale.ENGLISH).line())
                .isEqualTo("0 of 24 files done  0.0 of 7.9 MB");
    }

    private static ProgressText text(String job, Locale locale) {
        Messages messages =
                new Messages(
                        ResourceBundle.getBundle(
                                "cli",
                                locale,
                                ResourceBundle.Control.getNoFallbackControl(
                                        ResourceBundle.Control.FORMAT_PROPERTIES)));
        return ProgressText.of(JsonMapper.shared().readTree(job), messages);
    }
}
