package researchpaas.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                " /x",
                "javascript:alert(1)",
                "evil.example",
                "/検索",
                "/\u2028",
                "",
                "?x"
            })
    @Asvs({"1.2.2", "3.7.2"})
    void leadsToTheFirstPageInsteadOfSomewhereElse(String hostile) {
        assertThat(LocalPath.of(hostile)).isEqualTo("/");
    }

    @Test
    void keepsPathsOfThisServer() {
        assertThat(LocalPath.of("/library/paper/1?q=%E5%9B%B3&passage=2#passage"))
                .isEqualTo("/library/paper/1?q=%E5%9B%B3&passage=2#passage");
        assertThat(LocalPath.of(null)).isEqualTo("/");
        assertThat(LocalPath.of("/" + "x".repeat(2000))).isEqualTo("/");
    }
}
