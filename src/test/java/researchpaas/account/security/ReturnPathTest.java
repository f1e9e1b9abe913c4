package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.Asvs;

@Asvs("3.7.2")
class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/documents/paper/1",
                "/?q=%E6%A4%9C%E7%B4%A2&category=paper",
                "/search?q=a+b",
                "/jobs?offset=50",
                "/?q=https://elsewhere.example/",
            })
    void keepsAPathOfThisServer(String wanted) {
        assertThat(ReturnPath.of(wanted).value()).isEqualTo(wanted);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/%09/evil.example",
                "/%5Cevil.example",
                "/%2F/evil.example",
                "/%2Fevil.example",
                "/./\\evil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/x/..//evil.example",
                "https://evil.example",
                "HTTPS:evil.example",
                "https:/evil.example",
                "http:evil.example",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                ".evil.example",
                "?q=1",
                "/ok\r\nSet-Cookie: a=b",
                "/ok%0d%0aSet-Cookie:%20a=b",
                "/\u0000",
                "/％2Fevil.example",
                "／／evil.example",
                "/auth/login",
                "/auth/callback?code=1",
                "/<script>",
                "/a#fragment",
            })
    void leadsNowhereElse(String wanted) {
        assertThat(ReturnPath.of(wanted)).isEqualTo(ReturnPath.START);
    }
}
