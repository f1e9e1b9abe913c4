package researchpaas.account.security.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import researchpaas.Asvs;
import tools.jackson.databind.json.JsonMapper;

/// What the library makes of a provider that is away, slow, or another one than it should be.
class ProviderTest {
    private final AtomicReference<Answer> answer = new AtomicReference<>();
    private HttpServer server;
    private String issuer;

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer.get().to(exchange));
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void knowsGoogleWithoutAsking() {
        ClientRegistration google =
                new Provider(settings("https://accounts.google.com")).registration().orElseThrow();

        assertThat(google.getProviderDetails().getIssuerUri())
                .isEqualTo("https://accounts.google.com");
        assertThat(google.getProviderDetails().getJwkSetUri()).startsWith("https://");
        assertThat(google.getScopes()).containsExactlyInAnyOrder("openid", "email", "profile");
    }

    @Test
    void asksAgainUntilTheProviderAnswersAndThenNoMore() {
        Provider provider = new Provider(settings(issuer));
        answer.set(exchange -> send(exchange, 503, ""));
        assertThat(provider.registration()).isEmpty();
        assertThat(
                        new SignInAtProvider(provider, Clock.systemUTC(), List.of())
                                .leave(
                                        new MockHttpServletRequest("GET", "/auth/login"),
                                        new MockHttpServletResponse()))
                .isEmpty();

        answer.set(exchange -> send(exchange, 200, metadata(issuer)));
        ClientRegistration described = provider.registration().orElseThrow();
        answer.set(exchange -> send(exchange, 503, ""));

        assertThat(provider.registration())
                .hasValueSatisfying(one -> assertThat(one).isSameAs(described));
        assertThat(described.getProviderDetails().getTokenUri()).isEqualTo(issuer + "/token");
    }

    @ParameterizedTest
    @Asvs("10.5.3")
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "https://accounts.google.com",
                "%s/",
                "%s/other",
                "",
            })
    void believesNoProviderThatCallsItselfOtherwise(String named) {
        answer.set(exchange -> send(exchange, 200, metadata(named.replace("%s", issuer))));

        assertThat(new Provider(settings(issuer)).registration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "<html>", "{\"issuer\":1}", "{\"issuer\":\"%s\"}"})
    void believesNoDescriptionThatIsNone(String body) {
        answer.set(exchange -> send(exchange, 200, body.replace("%s", issuer)));

        assertThat(new Provider(settings(issuer)).registration()).isEmpty();
    }

    @Test
    void namesTheDomainWhereThereIsButOne() {
        answer.set(exchange -> send(exchange, 200, metadata(issuer)));
        Provider provider = new Provider(settings(issuer));

        assertThat(page(provider, List.of("u.ac.jp"))).contains("&hd=u.ac.jp");
        assertThat(page(provider, List.of("u.ac.jp", "lab.u.ac.jp"))).doesNotContain("hd=");
        assertThat(page(provider, List.of())).doesNotContain("hd=");
    }

    /// A redirect of the provider's would lead the library's own server somewhere.
    @Test
    void followsNoRedirect() {
        answer.set(exchange -> {
            exchange.getResponseHeaders().add("Location", issuer + "/elsewhere");
            send(exchange, 302, "");
        });

        assertThat(new Provider(settings(issuer)).registration()).isEmpty();
    }

    @Test
    void givesUpAnAnswerThatOnlyDrips() {
        answer.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int sent = 0; sent < 1000; sent++) {
                    body.write(' ');
                    body.flush();
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        RestClient http =
                RestClient.builder()
                        .requestFactory(OutsideCalls.requests(Duration.ofMillis(500)))
                        .build();
        Instant start = Instant.now();

        assertThatThrownBy(() -> http.get().uri(issuer).retrieve().body(String.class))
                .isInstanceOf(RestClientException.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        answer.set(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] much = new byte[1 << 16];
                for (int sent = 0; sent < 64; sent++) {
                    body.write(much);
                }
            }
        });
        RestClient http =
                RestClient.builder()
                        .requestFactory(OutsideCalls.requests())
                        .requestInterceptor(OutsideCalls.limited())
                        .build();

        assertThatThrownBy(() -> http.get().uri(issuer).retrieve().body(byte[].class))
                .hasRootCauseMessage("The provider's answer is too long");
    }

    private static String page(Provider provider, List<String> domains) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/auth/login");
        return new SignInAtProvider(provider, Clock.systemUTC(), domains)
                .leave(request, new MockHttpServletResponse())
                .orElseThrow();
    }

    private static ProviderSettings settings(String issuer) {
        return new ProviderSettings(
                URI.create(issuer), "library", "client-secret", "{baseUrl}/auth/callback");
    }

    private String metadata(String named) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "issuer",
                                named,
                                "authorization_endpoint",
                                issuer + "/authorize",
                                "token_endpoint",
                                issuer + "/token",
                                "jwks_uri",
                                issuer + "/jwks",
                                "response_types_supported",
                                List.of("code"),
                                "subject_types_supported",
                                List.of("public"),
                                "id_token_signing_alg_values_supported",
                                List.of("RS256")));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
