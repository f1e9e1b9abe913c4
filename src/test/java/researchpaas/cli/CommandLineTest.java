package researchpaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.ResearchPaas;

/// What needs no library: help, and mistakes in the command itself.
class CommandLineTest {
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final Locale realLocale = Locale.getDefault();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
        Locale.setDefault(realLocale);
    }

    private int run(Locale locale, String... arguments) {
        Locale.setDefault(locale);
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        return CommandLineDoor.run(ResearchPaas.class, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    serve  | Start the server.                     | サーバーを起動します。
                    ingest | Scan the library's folder             | ライブラリーのフォルダー
                    search | Find passages.                        | 文章の箇所を探します。
                    ask    | Ask the library a question.           | ライブラリに質問します。
                    status | What the library holds                | ライブラリーの内容と状態
                    backup | Save the whole library into one       | ライブラリー全体を1つの
                    restore | Fill an empty database               | 空のデータベース
                    eval   | Measure search on a test collection   | テスト用コレクションで検索の質
                    """)
    void everyCommandExplainsItselfInBothLanguages(
            String command, String english, String japanese) {
        assertThat(run(Locale.ENGLISH, command, "--help")).isZero();
        assertThat(out())
                .contains(english, "Usage: research-paas " + command, "--json", "--help")
                .doesNotContainPattern("[\\p{IsHan}\\p{IsHiragana}]");

        out.reset();
        assertThat(run(Locale.JAPANESE, command, "--help")).isZero();
        assertThat(out()).contains(japanese, "--json", "この説明を表示");
        assertThat(err()).isEmpty();
    }

    @Test
    void theProgramListsItsCommands() {
        assertThat(run(Locale.ENGLISH, "--help")).isZero();
        assertThat(out())
                .contains("Commands:", "serve", "ingest", "upload", "search", "status", "eval")
                .contains("RESEARCH_PAAS_HOME", "PORT");
        out.reset();
        assertThat(run(Locale.JAPANESE, "--help")).isZero();
        assertThat(out()).contains("コマンド:", "RESEARCH_PAAS_HOME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search --colour moths",
                "search",
                "search --limit many moths",
                "eval",
                "frobnicate",
                "serve --port high"
            })
    void aWrongCommandEndsWithTwoAndAHint(String line) {
        assertThat(run(Locale.ENGLISH, line.split(" "))).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("research-paas").doesNotContain("Exception");
    }
}
