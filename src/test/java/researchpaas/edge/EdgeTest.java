package researchpaas.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.Jobs;

/// The edge as development has it: on this computer, without HTTPS.
@DoorsTest
class EdgeTest {
    @LocalServerPort int port;
    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired Jobs jobs;
    @Autowired ApplicationContext context;

    @BeforeEach
    void empty() {
        library.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/documents/categories", "/css/library.css", "/nowhere"})
    void sendsTheHeadersWithEveryAnswerAndNoCookie(String path) {
        MvcTestResult answer = mvc.get().uri(path).exchange();

        assertThat(answer)
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("X-Frame-Options", "DENY")
                .hasHeader("Referrer-Policy", "same-origin")
                .hasHeader("Cross-Origin-Resource-Policy", "same-origin")
                .doesNotContainHeader("X-Powered-By")
                .doesNotContainHeader("Set-Cookie");
        assertThat(answer.getRequest().getSession(false)).isNull();
    }

    /// The server throws at the first look at such parameters, wherever that is. (MockMvc cannot
    /// send them, so the request does what the server's does.)
    @Test
    void takesAMalformedRequestForTheCallersMistake() throws Exception {
        var request =
                new MockHttpServletRequest("GET", "/documents/search") {
                    @Override
                    public Map<String, String[]> getParameterMap() {
                        throw new IllegalStateException(
                                "the server's InvalidParameterException is one");
                    }
                };
        var response = new MockHttpServletResponse();
        new RefuseMalformed(new Refusal(context))
                .doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).startsWith("{\"detail\":");
    }

    /// Tomcat itself refuses these, before any filter.
    @ParameterizedTest
    @ValueSource(strings = {"GET /?q=<x HTTP/1.1", "GET /a[b HTTP/1.1", "GET / HTTP/1.1 twice"})
    void answersARequestThatCannotBeReadInItsOwnShape(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/json", "{\"detail\":\"")
                    .doesNotContainIgnoringCase("<html", "tomcat");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, https://localhost",
        "Origin, http://localhost:9999",
        "Origin, http://localhost.evil.example",
        "Origin, 'http://[broken'",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void refusesToWriteForAnotherSite(String header, String value) {
        assertThat(mvc.post().uri("/documents/ingest").header(header, value))
                .hasStatus(403)
                .bodyJson()
                .hasPath("$.detail");
        assertThat(mvc.post().uri("/jobs").header(header, value)).hasStatus(403);
        assertThat(jobs.latest(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://localhost",
        "Origin, http://localhost:80",
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none",
        "X-Any, 1"
    })
    void writesForItsOwnPagesAndForPrograms(String header, String value) {
        assertThat(mvc.post().uri("/documents/ingest").header(header, value)).hasStatus(202);
    }

    @Test
    void readsForAnySiteWhoseBrowserMayNotSeeTheAnswer() {
        assertThat(mvc.get().uri("/documents/categories").header("Sec-Fetch-Site", "cross-site"))
                .hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1, 200",
        "[::1], 200",
        "evil.example, 400",
        "localhost.evil.example, 400",
        "169.254.169.254, 400",
        "0.0.0.0, 400"
    })
    void answersUnderTheNamesOfThisComputerOnly(String host, int status) {
        assertThat(
                        mvc.get()
                                .uri("/documents/categories")
                                .with(request -> {
                                    request.setServerName(host);
                                    return request;
                                }))
                .hasStatus(status);
    }
}
