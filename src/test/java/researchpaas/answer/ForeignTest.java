package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "See https://evil.example/?q=1 for more.",
                "See HTTPS://EVIL.EXAMPLE.",
                "See hxxps://evil.example",
                "See https[:]//evil.example",
                "See ｈｔｔｐｓ：／／evil.example",
                "See h\u200Bttps:/\u2060/evil.example",
                "See httр://evil.example with a Cyrillic letter",
                "See //evil.example/a.png",
                "See www.evil.example",
                "See www[.]evil[.]example",
                "See evil.example",
                "See evil.example/collect?x=1",
                "See evil.example?data=abc",
                "See evil[.]example/x",
                "See evil․example/x",
                "See 203.0.113.7:8080/x",
                "See xn--80ak6aa92e.com",
                "Write to mailto:a@evil.example",
                "javascript:alert(1)",
                "java\tscript:alert(1)",
                "JaVaScRiPt :alert(1)",
                "data:text/html;base64,PHN2Zz4=",
                "vbscript:x",
                "file:///etc/passwd",
                "ftp://evil.example",
                "![pixel](x)",
                "[here](x)",
                "[here][1a]",
                "[here]: x",
                "<img src=x onerror=alert(1)>",
                "<IMG SRC=x>",
                "<!-- hidden -->",
                "</p>",
                "&lt;script&gt;",
                "&#60;script>",
                "&#x3c;img",
                "＜script＞",
                "x onerror=alert(1)",
                "${jndi:ldap}",
                "{{constructor}}",
                "``` js",
            })
    void isSeen(String statement) {
        assertThat(Foreign.isIn(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The mean was 26.4 °C (p < 0.05), n = 120.",
                "Where a < b and b > c, nothing changes.",
                "The difference is p<0.05 and R² = 0.87.",
                "It agrees with earlier work [1][2], and with [3] (2019).",
                "The data: 24 nights, 12 rooms and/or halls, 1/3 of them empty.",
                "Node.js and scikit-learn were used; see Fig. 3.",
                "The ratio of CO2/H2O was 3:1, at 10:30.",
                "窓を開けると、CO2濃度は千ppmを下回った。",
                "室温は26.4℃(標準偏差0.8)、湿度は55%であった。",
                "『ヒートアイランド』と《Nature》〈heat island〉を比べた。",
                "対象は12室、期間は2023/7/1〜8/31。",
                "Version 2.0 of the R package lme4 was used with 5 % & 10 % levels.",
                "Q&A sessions; R&D; 10.21105/jose.00149",
                "The pH was 7.4 #3, a*b, snake_case and 100 % *sic*.",
                "Δt = 5 min, α = 0.05, μ = 3, ρ = 0.6.",
                "Пример и παράδειγμα.",
            })
    void isNotSeenInSentences(String statement) {
        assertThat(Foreign.isIn(statement)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200Bb",
                "a\u202Eb",
                "a\uDB40\uDC41b",
                "a\uFEFFb",
                "a\u00ADb",
                "a\u3164b",
                "a\uE000b",
                "a\u0007b",
                "a\uFDD0b"
            })
    void isLegibleWithoutWhatHasNoLooks(String text) {
        assertThat(Legible.line(text)).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"葛\uDB40\uDD00飾区", "❤\uFE0F", "é", "ｱｲ", "Ｔ", "が", "a\nb"})
    void staysAsItIsWhereItIsLegible(String text) {
        assertThat(Legible.text(text)).isEqualTo(text);
    }
}
