package researchpaas.account.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.checkup.Diagnosis;
import researchpaas.checkup.SettingsOf;
import researchpaas.outbound.FakeEndpoint;

/// Against a provider that describes itself and answers the question for a token as a test wants.
class CheckSignInTest {
    private static final String SECRET = "geheim-geheim";

    private final AtomicReference<String> tokens = new AtomicReference<>("");
    private FakeEndpoint provider;

    @BeforeEach
    void start() {
        provider =
                new FakeEndpoint((request, to) -> {
                    if (request.path().startsWith("/token")) {
                        to.whole(400, tokens.get(), "Content-Type: application/json");
                    } else {
                        to.whole(200, description(), "Content-Type: application/json");
                    }
                });
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private String description() {
        return """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/auth", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
         "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
                .formatted(provider.uri(""));
    }

    @ParameterizedTest
    @CsvSource({
        "{\"error\":\"invalid_grant\"}, signin.client, OK",
        "{\"error\":\"invalid_client\"}, signin.clientRefused, WRONG",
        "{\"error\":\"redirect_uri_mismatch\"}, signin.mismatch, WRONG",
        "{}, signin.unclear, NOT_CHECKED",
        "<html>, signin.unreachable, WARNING"
    })
    void tellsFromTheRefusalOfACodeWhetherTheClientIsTaken(
            String answer, String key, Diagnosis.State state) {
        tokens.set(answer);

        assertThat(look(Map.of()))
                .anySatisfy(one -> {
                    assertThat(one.key()).isEqualTo(key);
                    assertThat(one.state()).isEqualTo(state);
                })
                .noneMatch(one -> one.toString().contains(SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "https://library.u.ac.jp/auth/callback, signin.redirectFine",
        "https://LIBRARY.u.ac.jp/auth/callback, signin.redirectFine",
        "https://other.u.ac.jp/auth/callback, signin.host",
        "http://library.u.ac.jp/auth/callback, signin.noHttps",
        "https://library.u.ac.jp/auth/callback/, signin.redirect",
        "https://library.u.ac.jp/callback, signin.redirect",
        "library.u.ac.jp/auth/callback, signin.redirect",
        "https://library .u.ac.jp/auth/callback, signin.redirect",
        "{baseUrl}/auth/callback, signin.anyHost"
    })
    void looksAtTheAddressThatPeopleAreSentBackTo(String address, String key) {
        assertThat(keys(look(Map.of("GOOGLE_OAUTH_REDIRECT_URI", address)))).contains(key);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(keys(look(Map.of("AUTH_ENABLED", "false")))).containsExactly("signin.off");
        assertThat(keys(look(Map.of("GOOGLE_OAUTH_CLIENT_SECRET", ""))))
                .containsExactly("signin.noClient");
        assertThat(keys(look(Map.of("OIDC_ISSUER", "http://127.0.0.1:1"))))
                .contains("signin.noProvider");
    }

    private List<Diagnosis> look(Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AUTH_ENABLED", "true");
        variables.put("OIDC_ISSUER", provider.uri("").toString());
        variables.put("GOOGLE_OAUTH_CLIENT_ID", "library");
        variables.put("GOOGLE_OAUTH_CLIENT_SECRET", SECRET);
        variables.put("ALLOWED_HOSTS", "library.u.ac.jp");
        variables.putAll(changed);
        var environment = SettingsOf.environment(variables);
        // a placeholder of its own, which is nobody's property
        ProviderSettings settings =
                new ProviderSettings(
                        URI.create(variables.get("OIDC_ISSUER")),
                        variables.get("GOOGLE_OAUTH_CLIENT_ID"),
                        variables.get("GOOGLE_OAUTH_CLIENT_SECRET"),
                        variables.getOrDefault(
                                "GOOGLE_OAUTH_REDIRECT_URI",
                                "https://library.u.ac.jp/auth/callback"));
        return new CheckSignIn(environment, settings).look();
    }

    private static List<String> keys(List<Diagnosis> found) {
        return found.stream().map(Diagnosis::key).toList();
    }
}
