package researchpaas.account.security.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import researchpaas.Asvs;

class SessionCookieTest {
    /// Whatever an operator writes, the cookie never gets laxer.
    @ParameterizedTest
    @Asvs({"3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5"})
    @CsvSource({
        "production, ,",
        "production, true, true",
        "production, false, false",
        "staging, ,",
        "staging, false, false",
        "development, true, false",
    })
    void isTheHostsAloneWhereOthersCouldListen(
            String environment, @Nullable Boolean secure, @Nullable Boolean httpOnly) {
        String cookie = cookie(environment, secure, httpOnly);

        assertThat(cookie)
                .isEqualTo("__Host-session=value; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookie.length()).isLessThan(4096);
    }

    @ParameterizedTest
    @CsvSource({"development, ,", "development, false, false"})
    void needsNoTlsOnThisComputer(
            String environment, @Nullable Boolean secure, @Nullable Boolean httpOnly) {
        assertThat(cookie(environment, secure, httpOnly))
                .isEqualTo("research-paas-session=value; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void lastsForSomeTimeAndNotForEver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ZERO, Duration.ofDays(1)))
                .withMessageContaining("SESSION_IDLE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofHours(1), Duration.ofDays(31)))
                .withMessageContaining("SESSION_LIFETIME");
    }

    private static SessionSettings settings(Duration idle, Duration lifetime) {
        return new SessionSettings(idle, lifetime, null, null);
    }

    private static String cookie(
            String environment, @Nullable Boolean secure, @Nullable Boolean httpOnly) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        // over plain HTTP as a proxy brings it
        SessionConfiguration.cookies(
                        new SessionSettings(
                                Duration.ofHours(8), Duration.ofDays(7), secure, httpOnly),
                        environment)
                .writeCookieValue(
                        new CookieValue(new MockHttpServletRequest("GET", "/"), response, "value"));
        return response.getHeader("Set-Cookie");
    }
}
