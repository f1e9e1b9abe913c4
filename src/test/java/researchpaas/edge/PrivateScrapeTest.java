package researchpaas.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// Several instances behind one proxy are each read under an address of their own.
class PrivateScrapeTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /metrics, 10.1.2.3, Authorization, true",
        "GET, /metrics, 172.31.0.9, Authorization, true",
        "GET, /metrics, 192.168.0.9, Authorization, true",
        "GET, /metrics, fd00:1::9, Authorization, true",
        "GET, /metrics, 172.32.0.9, Authorization, false",
        "GET, /metrics, 203.0.113.9, Authorization, false",
        "GET, /metrics, 2001:db8::9, Authorization, false",
        "GET, /metrics, somebody, Authorization, false",
        "GET, /metrics, 10.1.2.3, Accept, false",
        "POST, /metrics, 10.1.2.3, Authorization, false",
        "GET, /metrics/x, 10.1.2.3, Authorization, false",
        "GET, /documents/search, 10.1.2.3, Authorization, false"
    })
    void onlyWhoShowsATokenInAPrivateNetworkNeedsNeitherNameNorHttps(
            String method, String path, String sender, String header, boolean allowed) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(sender);
        request.addHeader(header, "Bearer of-a-token");
        assertThat(Requests.isScrape(request)).isEqualTo(allowed);

        request.addHeader("X-Forwarded-For", "203.0.113.9");
        assertThat(Requests.isScrape(request)).as("handed on by a proxy").isFalse();
    }
}
