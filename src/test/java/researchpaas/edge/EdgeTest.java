package researchpaas.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.edge.RawHttp.Answer;
import researchpaas.ingest.Jobs;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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

    /// Two answers never bear the same number, and every script of a page bears its page's.
    @Test
    @Asvs({"3.4.3", "3.4.7"})
    void eachAnswerHasAPolicyOfItsOwnThatOnlyItsScriptsMeet() throws Exception {
        Pattern nonce = Pattern.compile("script-src 'nonce-([\\w-]{22})' 'strict-dynamic';");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            MvcTestResult answer = mvc.get().uri("/").accept("text/html").exchange();
            String policy = answer.getResponse().getHeader("Content-Security-Policy");
            Matcher found = nonce.matcher(policy);
            assertThat(found.find()).as(policy).isTrue();
            assertThat(seen.add(found.group(1))).isTrue();
            assertThat(policy)
                    .startsWith("default-src 'none';")
                    .contains("object-src 'none'", "base-uri 'none'", "report-uri /policy-reports")
                    .doesNotContain("unsafe", "*", "http:", "https:");
            String page = answer.getResponse().getContentAsString();
            assertThat(page.split("<script", -1).length)
                    .isGreaterThan(1)
                    .isEqualTo(page.split("nonce=\"" + found.group(1) + "\"", -1).length);
        }
    }

    /// No template writes a script, a style or an event of its own, and none loads anything from
    /// elsewhere.
    @Test
    @Asvs({"3.2.2", "3.6.1", "14.2.3"})
    void noTemplateHasAScriptOrStyleOfItsOwnOrAnythingFromElsewhere() throws IOException {
        Pattern own =
                Pattern.compile(
                        "(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:|th:utext|th:style|<iframe|<object|<embed|<base");
        Pattern elsewhere = Pattern.compile("(?i)(src|href|action|data)=\"(https?:)?//");
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path template : files.filter(Files::isRegularFile).toList()) {
                // opened from a file, not by a browser on a page of ours
                if (template.endsWith("takeover-report.html")) {
                    continue;
                }
                String text = Files.readString(template);
                assertThat(own.matcher(text).results().map(MatchResult::group))
                        .as(template.toString())
                        .isEmpty();
                assertThat(elsewhere.matcher(text).results().map(MatchResult::group))
                        .as(template.toString())
                        .isEmpty();
                assertThat(text.split("<script", -1).length)
                        .as(template.toString())
                        .isEqualTo(text.split("nonce=\\$\\{cspNonce}", -1).length);
            }
        }
    }

    @Test
    @Asvs({"3.2.2", "3.5.6", "14.3.3", "1.3.2"})
    void noScriptOfOursWritesHtmlRunsTextOrKeepsAnything() throws IOException {
        Pattern unsafe =
                Pattern.compile(
                        "(inner|outer)HTML *\\+?=|insertAdjacentHTML|document\\.write|eval\\(|new Function|setTimeout\\( *[\"']|localStorage|sessionStorage|indexedDB|document\\.cookie|jsonp");
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/static/js"))) {
            for (Path script : files.filter(Files::isRegularFile).toList()) {
                assertThat(
                                unsafe.matcher(Files.readString(script))
                                        .results()
                                        .map(MatchResult::group))
                        .as(script.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    @Asvs("3.5.6")
    void wrapsNoAnswerIntoACall() {
        assertThat(mvc.get().uri("/documents/categories?callback=alert&jsonp=alert"))
                .hasStatusOk()
                .bodyText()
                .startsWith("{")
                .doesNotContain("alert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.git/config",
                "/.git/HEAD",
                "/.env",
                "/.svn/entries",
                "/application.yml",
                "/messages.properties",
                "/db/migration/V1__library.sql",
                "/templates/layout.html",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/BOOT-INF/classes/application.yml",
                "/researchpaas/ResearchPaas.class",
                "/library.db",
                "/css/..%2fapplication.yml",
                "/css/%2e%2e/%2e%2e/application.yml",
                "/css/..;/application.yml",
                "/css/....//application.yml",
                "/css/library.css.bak",
                "/css/library.css~",
                "/webjars/htmx.org/2.0.10/../../../application.yml",
                "/webjars/htmx.org/package.json%00.js",
                "/css/",
                "/css",
                "/js/",
                "/webjars/",
                "/webjars/htmx.org/",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/health",
                "/swagger-ui/index.html",
                "/swagger-ui.html",
                "/h2-console",
                "/manager/html",
                "/console",
                "/debug",
                "/trace",
                "/jolokia",
                "/error",
            })
    @Asvs({"13.4.1", "13.4.3", "13.4.5", "13.4.7"})
    void servesNoFileNoFolderAndNoToolThatIsNotMeantToBe(String path) throws IOException {
        Answer answer =
                new RawHttp(port)
                        .send(RawHttp.PROXY, "GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body())
                .doesNotContain("spring", "[core]", "Index of", "create table", "th:fragment");
    }

    @Test
    @Asvs({"13.4.2", "13.4.6", "16.5.1"})
    void tellsNoVersionOfItsParts() throws IOException {
        for (String line :
                new String[] {
                    "GET / HTTP/1.1",
                    "GET /nowhere HTTP/1.1",
                    "GET /documents/search?limit=x HTTP/1.1",
                    "GET /?q=%zz HTTP/1.1",
                    "TRACE / HTTP/1.1",
                    "nonsense",
                }) {
            Answer answer = new RawHttp(port).send(RawHttp.PROXY, line, "Host: localhost");
            assertThat(answer.header("Server")).as(line).isEmpty();
            assertThat(answer.header("X-Powered-By")).as(line).isEmpty();
            assertThat(String.join(" ", answer.head()) + answer.body())
                    .as(line)
                    .doesNotContainIgnoringCase("tomcat/", "spring", "java.", "exception", "\tat ");
        }
    }

    @Test
    @Asvs({"4.1.1", "3.2.1"})
    void everyAnswerSaysWhatItIsAndInWhichLetters() throws IOException {
        Map<String, String> types =
                Map.of(
                        "/", "text/html;charset=utf-8",
                        "/nowhere", "text/html;charset=utf-8",
                        "/documents/categories", "application/json",
                        "/documents/search?limit=x", "application/json",
                        "/health", "application/json",
                        "/css/library.css", "text/css;charset=utf-8",
                        "/js/library.js", "text/javascript;charset=utf-8",
                        "/favicon.svg", "image/svg+xml",
                        "/v3/api-docs", "application/json");
        for (Map.Entry<String, String> type : types.entrySet()) {
            String accept = type.getValue().startsWith("text/html") ? "text/html" : "*/*";
            Answer answer =
                    new RawHttp(port)
                            .send(
                                    RawHttp.PROXY,
                                    "GET " + type.getKey() + " HTTP/1.1",
                                    "Host: localhost",
                                    "Accept: " + accept);
            assertThat(answer.header("Content-Type").orElse("none").toLowerCase(Locale.ROOT))
                    .as(type.getKey())
                    .startsWith(type.getValue());
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    @Asvs("4.2.2")
    void aLengthIsThatOfWhatFollows() throws IOException {
        for (String path : new String[] {"/css/library.css", "/documents/categories", "/livez"}) {
            Answer answer =
                    new RawHttp(port)
                            .send(RawHttp.PROXY, "GET " + path + " HTTP/1.1", "Host: localhost");
            answer.header("Content-Length")
                    .ifPresent(length ->
                            assertThat(answer.body().getBytes(UTF_8).length)
                                    .as(path)
                                    .isEqualTo(Integer.parseInt(length)));
            assertThat(
                            answer.header("Content-Length").isPresent()
                                    ^ answer.header("Transfer-Encoding").isPresent())
                    .as(path)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, no-store",
        "/documents/categories, no-store",
        "/statistics, no-store",
        "/jobs, no-store",
        "/library/paper/1, no-store",
        "/health, no-store",
        "/css/library.css, max-age=3600"
    })
    @Asvs({"14.3.2", "14.2.2"})
    void browsersKeepNothingButTheProgramsOwnFiles(String path, String rule) {
        assertThat(mvc.get().uri(path).accept("text/html", "application/json").exchange())
                .satisfies(answer ->
                        assertThat(answer.getResponse().getHeader("Cache-Control")).contains(rule));
    }

    @Test
    @Asvs("15.2.2")
    void takesNoJsonBeyondAnyUse() {
        JsonMapper json = context.getBean(JsonMapper.class);

        assertThatThrownBy(() -> json.readTree("[".repeat(60) + "]".repeat(60)))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> json.readTree("\"" + "a".repeat(1_000_001) + "\""))
                .isInstanceOf(JacksonException.class);
        assertThat(json.readTree("[".repeat(40) + "]".repeat(40)).isArray()).isTrue();
    }

    @Test
    @Asvs("3.4.7")
    void takesReportsOfBrowsersAndKeepsNothingOfThemButTheRule() throws IOException {
        try (Captured log = Captured.of(ReceiveReports.class)) {
            String report =
                    "{\"csp-report\":{\"document-uri\":\"http://localhost/?q=secret\",\"effective-directive\":\"script-src-elem\",\"blocked-uri\":\"inline\"}}";
            assertThat(
                            mvc.post()
                                    .uri("/policy-reports")
                                    .contentType("application/csp-report")
                                    .content(report))
                    .hasStatus(204);
            assertThat(mvc.post().uri("/policy-reports").content("x".repeat(100_000)))
                    .hasStatus(204);

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).contains("script-src").doesNotContain("secret");
        }
    }

    @Test
    @Asvs({"16.2.1", "16.2.5", "14.2.1"})
    void logsEachRequestByItsRouteAndNothingThatSomebodyWrote() {
        try (Captured log = Captured.of(LogRequests.class)) {
            mvc.get()
                    .uri("/documents/search?q=unpublished+thoughts&token=secret")
                    .header("Authorization", "Bearer canary")
                    .header("Cookie", "a=canary")
                    .exchange();
            mvc.get().uri("/library/paper/4711?q=unpublished").accept("text/html").exchange();
            mvc.get().uri("/no/such/unpublished/path").exchange();
            mvc.get().uri("/livez").exchange();

            assertThat(log.lines()).hasSize(3);
            assertThat(log.lines().getFirst())
                    .contains(
                            "route=\"/documents/search\"",
                            "method=\"GET\"",
                            "status=\"200\"",
                            "outcome=\"ok\"",
                            "ms=",
                            "from=\"127.0.0.0/24\"")
                    .containsPattern("request=[0-9a-f]{16}");
            assertThat(log.lines().get(1)).contains("status=\"404\"", "outcome=\"refused\"");
            assertThat(String.join("\n", log.lines()))
                    .doesNotContain("unpublished", "canary", "secret", "4711");
        }
    }

    /// On a secure connection only: browsers obey nothing else.
    @Test
    @Asvs("14.3.1")
    void aBrowserForgetsWhenSomebodySignsOut() {
        assertThat(mvc.post().uri("/auth/logout").secure(true))
                .hasHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        assertThat(mvc.get().uri("/").secure(true).accept("text/html"))
                .doesNotContainHeader("Clear-Site-Data");
    }

    @Test
    @Asvs("1.1.1")
    void decodesOnceAndNoMore() {
        assertThat(mvc.get().uri(URI.create("/documents/search?q=%252541%2526lt%253B")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.query")
                .isEqualTo("%2541%26lt%3B");
        assertThat(mvc.get().uri(URI.create("/%252e%252e/documents/categories"))).hasStatus(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${7*7}",
                "#{7*7}",
                "*{7*7}",
                "[[${7*7}]]",
                "[(${7*7})]",
                "__${7*7}__::.x",
                "~{::x}",
                "@{/x}",
                "T(java.lang.Runtime).getRuntime()",
                "%{7*7}",
                "{{7*7}}",
                "<%= 7*7 %>"
            })
    @Asvs({"1.3.2", "1.3.7"})
    void neverTakesTextForATemplateOrAnExpression(String text) throws Exception {
        for (String address : new String[] {"/?q={q}", "/?lang={q}", "/?theme={q}", "/?sort={q}"}) {
            MvcTestResult page = mvc.get().uri(address, text).accept("text/html").exchange();
            assertThat(page.getResponse().getStatus()).as(address).isLessThan(500);
            assertThat(page.getResponse().getContentAsString())
                    .as(address)
                    .doesNotContain("value=\"49\"", ">49<");
        }
        assertThat(mvc.get().uri("/?q={q}", text).accept("text/html"))
                .bodyText()
                .contains(HtmlUtils.htmlEscape(text).replace("&#39;", "'"));
    }

    @Test
    @Asvs("15.3.7")
    void aParameterThatComesTwiceIsNeverHalfBelieved() {
        assertThat(mvc.get().uri("/documents/search?q=a&limit=1&limit=100")).hasStatus(400);
        assertThat(mvc.get().uri("/documents/paper/1/similar?limit=1&limit=x")).hasStatus(400);
        assertThat(mvc.get().uri("/documents/search?q=a&sort=year&sort=evil")).hasStatus(400);
        assertThat(mvc.post().uri("/documents/search?q=a").param("limit", "1"))
                .as("a body is no query string")
                .hasStatus(405);
    }

    @Test
    @Asvs("3.5.7")
    void noRouteWritesAScript() {
        RequestMappingHandlerMapping routes =
                context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        assertThat(routes.getHandlerMethods().keySet())
                .hasSizeGreaterThan(20)
                .allSatisfy(route ->
                        assertThat(route.getProducesCondition().getProducibleMediaTypes())
                                .noneMatch(type -> type.toString().contains("script")));
    }
}
