package researchpaas.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static researchpaas.edge.RawHttp.PROXY;
import static researchpaas.edge.RawHttp.STRANGER;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import researchpaas.Asvs;
import researchpaas.doors.DoorsTest;
import researchpaas.edge.RawHttp.Answer;

/// The edge as others reach it: by HTTPS that ends at a trusted proxy, here 127.0.0.1. 127.0.0.2 is
/// nobody's proxy.
@DoorsTest
@TestPropertySource(
        properties = {
            "research-paas.edge.https=true",
            "research-paas.edge.allowed-hosts=library.example",
            "research-paas.edge.trusted-proxies=127.0.0.1/32",
            "research-paas.edge.cors-origins=https://tools.example",
            "research-paas.edge.largest-body=4KB",
            "research-paas.edge.slowest-body=1KB",
            "research-paas.edge.patience=300ms",
            "research-paas.edge.limits.address=30",
            "research-paas.edge.limits.sign-in=5",
            "server.tomcat.connection-timeout=2s"
        })
class BehindAProxyTest {
    private static final String HOST = "Host: library.example";
    private static final String HTTPS = "X-Forwarded-Proto: https";
    private static final String HTML = "Accept: text/html";
    private static int senders;

    @LocalServerPort int port;

    private RawHttp http;

    /// Each test sends from an address of its own, so that no limit is another's.
    private String sender;

    @BeforeEach
    void sender() {
        http = new RawHttp(port);
        sender = "X-Forwarded-For: 203.0.113." + ++senders;
    }

    private Answer get(String path, String... headers) throws IOException {
        return request("GET " + path, headers);
    }

    private Answer request(String methodAndPath, String... headers) throws IOException {
        return http.send(
                PROXY,
                Stream.concat(
                                Stream.of(methodAndPath + " HTTP/1.1", HOST, HTTPS, sender),
                                Stream.of(headers))
                        .toArray(String[]::new));
    }

    @Test
    @Asvs({"4.1.2", "12.2.1"})
    void leadsPeopleToHttpsAndRefusesPrograms() throws IOException {
        String plain = "X-Forwarded-Proto: http";

        Answer page = http.send(PROXY, "GET /?q=a%20b HTTP/1.1", HOST, plain, sender, HTML);
        assertThat(page.status()).isEqualTo(301);
        assertThat(page.header("Location")).contains("https://library.example/?q=a%20b");

        Answer program =
                http.send(PROXY, "GET /documents/search?q=a HTTP/1.1", HOST, plain, sender);
        assertThat(program.status()).isEqualTo(403);
        assertThat(program.header("Location")).isEmpty();
        assertThat(program.body()).contains("{\"detail\":").doesNotContain("<html");

        Answer form = http.send(PROXY, "POST /jobs HTTP/1.1", HOST, plain, sender, HTML);
        assertThat(form.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/documents/categories", "/css/library.css", "/nowhere", "/a//b"})
    @Asvs({"3.4.1", "3.4.4", "3.4.5", "3.4.6", "3.4.8", "3.5.8"})
    void everySecureAnswerHasTheHeaders(String path) throws IOException {
        Answer answer = get(path, HTML);

        assertThat(answer.header("Strict-Transport-Security"))
                .contains("max-age=31536000 ; includeSubDomains");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).contains("same-origin");
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).contains("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?theme=dark", "/?lang=en"})
    @Asvs({"3.3.2", "3.3.4"})
    void cookiesOfTasteGoByHttpsOnlyToo(String path) throws IOException {
        assertThat(get(path, HTML).header("Set-Cookie").orElseThrow())
                .contains("Secure", "HttpOnly", "SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:443",
                "library.example.evil.example",
                "evil.library.example",
                "library.example.",
                "library.example@evil.example",
                "library_example",
                "localhost",
                "127.0.0.1",
                "[::1]",
                "169.254.169.254",
                "0.0.0.0",
                "0x7f000001",
                "",
            })
    void answersUnderNoOtherName(String host) throws IOException {
        Answer answer = http.send(PROXY, "GET / HTTP/1.1", "Host: " + host, HTTPS, sender, HTML);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("evil");
        assertThat(answer.header("Location")).isEmpty();
    }

    @Test
    void aNameInAnotherHeaderOrInTheRequestLineChangesNothing() throws IOException {
        assertThat(get("/", HTML, "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).doesNotContain("evil");
                });
        assertThat(
                        http.send(
                                        PROXY,
                                        "GET / HTTP/1.1",
                                        HOST,
                                        "Host: evil.example",
                                        HTTPS,
                                        sender)
                                .status())
                .isEqualTo(400);
        assertThat(get("http://evil.example/", HTML).status()).isEqualTo(400);
        assertThat(get("/", HTML, "X-Original-URL: /jobs", "X-Rewrite-URL: /jobs").body())
                .doesNotContain("id=\"jobs\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void probesNeedNeitherNameNorHttps(String path) throws IOException {
        Answer answer = http.send(STRANGER, "GET " + path + " HTTP/1.1", "Host: 10.1.2.3:8000");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theCommandLineOnTheSameComputerNeedsNoHttps() throws IOException {
        assertThat(http.send(PROXY, "GET /health HTTP/1.1", "Host: 127.0.0.1:8000").status())
                .isEqualTo(200);
        assertThat(http.send(PROXY, "GET /health HTTP/1.1", "Host: localhost").status())
                .isEqualTo(200);
        assertThat(http.send(STRANGER, "GET /health HTTP/1.1", "Host: localhost").status())
                .isEqualTo(400);
    }

    @Test
    @Asvs({"4.1.3", "15.3.4"})
    void believesNobodyButATrustedProxy() throws IOException {
        Answer spoofed =
                http.send(
                        STRANGER,
                        "GET / HTTP/1.1",
                        HOST,
                        HTML,
                        HTTPS,
                        "X-Forwarded-For: 127.0.0.1",
                        "X-Real-IP: 127.0.0.1",
                        "Forwarded: for=127.0.0.1;proto=https",
                        "X-Request-Id: given-by-a-stranger");

        assertThat(spoofed.status()).as("not taken for HTTPS").isEqualTo(403);
        assertThat(spoofed.header("Strict-Transport-Security")).isEmpty();
        assertThat(spoofed.header("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
    }

    /// What a sender wrote himself stands in front of what the proxy added.
    @Test
    @Asvs({"2.4.1", "4.1.3", "15.3.4"})
    void countsForTheSenderThatTheProxyNamesLast() throws IOException {
        String theirs = "198.51.100.7";
        int refused = 0;
        for (int i = 0; i < 35; i++) {
            sender = "X-Forwarded-For: 192.0.2." + i + ", " + theirs;
            refused += get("/documents/categories").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isBetween(3, 5);

        sender = "X-Forwarded-For: " + theirs;
        Answer program = get("/documents/categories");
        assertThat(program.status()).isEqualTo(429);
        assertThat(Integer.parseInt(program.header("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(program.body()).startsWith("{\"detail\":");
        Answer page = get("/", HTML, "Accept-Language: en");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isPresent();
        assertThat(page.body()).contains("One moment, please", "Too many requests");
        assertThat(http.send(STRANGER, "GET /livez HTTP/1.1", HOST).status()).isEqualTo(200);

        sender = "X-Forwarded-For: 198.51.100.8";
        assertThat(get("/documents/categories").status()).isEqualTo(200);
    }

    @Test
    @Asvs({"2.4.1", "6.3.1"})
    void countsSignInsApartAndANetworkOfIpv6AsOne() throws IOException {
        int refused = 0;
        for (int i = 0; i < 8; i++) {
            sender = "X-Forwarded-For: 2001:db8:1:2::" + i;
            refused += get("/auth/login").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(3);
        assertThat(get("/documents/categories").status()).isEqualTo(200);
        sender = "X-Forwarded-For: 2001:db8:1:3::1";
        assertThat(get("/auth/login").status()).isNotEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "well-formed_1, true",
        "short, false",
        "with space in it, false",
        "<script>alert(1)</script>, false",
        "${jndi:ldap://x}, false"
    })
    void takesAProxysNumberForARequestWhereItIsWellFormed(String number, boolean taken)
            throws IOException {
        Answer answer = get("/documents/categories", "X-Request-Id: " + number);

        assertThat(answer.header("X-Request-Id").orElseThrow())
                .matches(taken ? number : "[0-9a-f]{16}");
    }

    @Test
    @Asvs("3.4.2")
    void tellsNamedSitesThatTheyMayReadAndNobodyElse() throws IOException {
        String method = "Access-Control-Request-Method: GET";
        Answer named =
                request("OPTIONS /documents/search", "Origin: https://tools.example", method);
        assertThat(named.status()).isEqualTo(200);
        assertThat(named.header("Access-Control-Allow-Origin")).contains("https://tools.example");
        assertThat(named.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(named.header("Vary")).isPresent();

        for (String other :
                new String[] {
                    "https://evil.example",
                    "null",
                    "http://tools.example",
                    "https://tools.example.evil.example",
                    "https://eviltools.example",
                    "https://tools.example:444",
                    "https://sub.tools.example",
                    "*"
                }) {
            Answer answer = request("OPTIONS /documents/search", "Origin: " + other, method);
            assertThat(answer.header("Access-Control-Allow-Origin")).as(other).isEmpty();
            assertThat(answer.status()).as(other).isEqualTo(403);
        }
    }

    /// Content that browsers send without asking first (safelisted) is refused just so.
    @Test
    @Asvs({"3.5.1", "3.5.2"})
    void aNamedSiteWritesByAKeyAndNeverByTheReadersCookie() throws IOException {
        String origin = "Origin: https://tools.example";
        String empty = "Content-Length: 0";

        assertThat(request("POST /documents/ingest", origin, empty).status()).isEqualTo(403);
        assertThat(request("POST /documents/ingest", origin, empty, "Cookie: a=b").status())
                .isEqualTo(403);
        assertThat(
                        request(
                                        "POST /documents/ingest",
                                        origin,
                                        empty,
                                        "X-API-Key: k",
                                        "Cookie: a=b")
                                .status())
                .isEqualTo(403);
        assertThat(
                        http.sendWithBody(
                                        PROXY,
                                        "a=b",
                                        "POST /documents/ingest HTTP/1.1",
                                        HOST,
                                        HTTPS,
                                        sender,
                                        "Origin: https://evil.example",
                                        "Content-Type: text/plain",
                                        "Content-Length: 3")
                                .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRACE /",
                "TRACK /",
                "CONNECT library.example:443",
                "PROPFIND /",
                "DEBUG /",
                "PUT /",
                "DELETE /documents/categories",
                "PATCH /documents/categories",
                "POST /documents/search",
                "GET /documents/upload",
                "FOO /",
                "get /"
            })
    @Asvs({"4.1.4", "13.4.4"})
    void takesNoMethodThatAnAddressDoesNotHave(String methodAndPath) throws IOException {
        Answer answer = request(methodAndPath, "Cookie: secret=1", "Content-Length: 0");

        assertThat(answer.status()).isIn(400, 403, 404, 405, 501);
        assertThat(answer.body()).doesNotContain("secret=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 5, 6",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: cow",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked",
                "X: a\rb",
                "X: a\u0000b",
                "X Y: 1"
            })
    @Asvs("4.2.1")
    void refusesMessagesWhoseEndIsUnclear(String headers) throws IOException {
        String request =
                "POST /documents/ingest HTTP/1.1\r\n%s\r\n%s\r\n%s\r\n%s\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n%s\r\n\r\n"
                        .formatted(HOST, HTTPS, sender, headers, HOST);

        Answer answer = http.exactly(PROXY, RawHttp.bytes(request));

        assertThat(answer.status()).isIn(400, 403, 411, 501);
        assertThat(answer.body()).doesNotContain("HTTP/1.1");
    }

    @Test
    @Asvs("4.2.1")
    void chunksWinOverALengthAndNothingIsAnsweredTwice() throws IOException {
        String request =
                "GET /documents/categories HTTP/1.1\r\n%s\r\n%s\r\n%s\r\nContent-Length: 80\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n%s\r\n\r\n"
                        .formatted(HOST, HTTPS, sender, HOST);

        Answer answer = http.exactly(PROXY, RawHttp.bytes(request));

        assertThat(answer.status()).isIn(200, 400);
        assertThat(answer.header("Connection")).contains("close");
        assertThat(answer.body()).doesNotContain("HTTP/1.1 ");
    }

    @Test
    @Asvs({"5.2.1", "15.2.2"})
    void refusesWhatIsTooLargeInAnyPart() throws IOException {
        String type = "Content-Type: application/json";
        Answer told = request("POST /documents/ingest", type, "Content-Length: 5000000");
        assertThat(told.status()).isEqualTo(413);
        assertThat(told.body()).contains("detail");

        String form = "Content-Type: application/x-www-form-urlencoded";
        String chunk = "1000\r\n" + "a".repeat(0x1000) + "\r\n";
        Answer untold =
                http.sendWithBody(
                        PROXY,
                        chunk.repeat(3) + "0\r\n\r\n",
                        "POST /documents/ingest HTTP/1.1",
                        HOST,
                        HTTPS,
                        sender,
                        form,
                        "Transfer-Encoding: chunked");
        assertThat(untold.status()).as("refused, or cut off while it sends").isIn(0, 400);

        assertThat(get("/", "X-Long: " + "a".repeat(30_000)).status()).isEqualTo(400);
        assertThat(get("/?" + "a".repeat(30_000)).status()).isIn(400, 414);
        String[] many = new String[150];
        Arrays.setAll(many, i -> "X-" + i + ": 1");
        assertThat(get("/", many).status()).isEqualTo(400);
        assertThat(get("/?" + "a=b&".repeat(600)).status()).isEqualTo(400);
        assertThat(get("/?q=" + "%E8%AB%96".repeat(1000)).status())
                .as("a thousand characters fit")
                .isEqualTo(200);
    }

    @Test
    @Asvs("15.2.2")
    void doesNotWaitForWhoSendsByDrops() throws IOException {
        Instant begun = Instant.now();
        try (Socket socket = http.connect(PROXY)) {
            String head =
                    "POST /documents/ingest HTTP/1.1\r\n%s\r\n%s\r\n%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3000\r\n\r\n"
                            .formatted(HOST, HTTPS, sender);
            socket.getOutputStream().write(RawHttp.bytes(head));
            dripUntilItEnds(socket);
        }
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private static void dripUntilItEnds(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        for (int i = 0; i < 200; i++) {
            try {
                socket.getOutputStream().write('a');
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException stillOpen) {
                // the next drop
            } catch (SocketException closed) {
                return;
            }
        }
        throw new AssertionError("The server takes drops for ever");
    }

    @Test
    @Asvs("15.2.2")
    void doesNotWaitForWhoSendsNothing() throws IOException {
        try (Socket silent = http.connect(PROXY);
                Socket half = http.connect(PROXY)) {
            half.getOutputStream().write(RawHttp.bytes("GET / HTTP/1.1\r\nHo"));
            assertThat(RawHttp.answer(silent).status()).isZero();
            assertThat(RawHttp.answer(half).status()).isIn(0, 400, 408);
        }
    }
}
