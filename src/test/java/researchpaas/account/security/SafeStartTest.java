package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import researchpaas.account.security.SafeStart.UnsafeStart;

/// Each row starts from variables as an operator sets them, read by the program's own
/// `application.yml`.
class SafeStartTest {
    private static final String STRONG = "uMe0H4wzZ1qfY7kX2bVtCp9sRnLd5aJgW8oQi3EyTxs=";

    private static final Map<String, String> PRODUCTION =
            Map.of(
                    "PAAS_ENVIRONMENT", "production",
                    "GOOGLE_OAUTH_CLIENT_ID", "client",
                    "GOOGLE_OAUTH_CLIENT_SECRET", "client-secret",
                    "GOOGLE_OAUTH_REDIRECT_URI", "https://library.u.ac.jp/auth/callback",
                    "ALLOWED_DOMAINS", "u.ac.jp",
                    "JWT_SECRET_KEY", STRONG,
                    "ALLOWED_HOSTS", "library.u.ac.jp",
                    "DATA_DIR_PATH", "/data",
                    "FOLDER_VISIBLE_TO", "domain:u.ac.jp");

    @Test
    void startsInDevelopmentOnThisComputer() {
        assertThatNoException().isThrownBy(() -> check(Map.of()));
    }

    @Test
    void startsWhereOthersReachItWhenNothingIsMissing() {
        assertThatNoException().isThrownBy(() -> check(PRODUCTION));
        assertThatNoException().isThrownBy(() -> check(with("PAAS_ENVIRONMENT", "staging")));
    }

    @Test
    void anEmptyAddressIsNoAddressOnRenderEither() {
        Map<String, String> settings = new HashMap<>(with("ALLOWED_HOSTS", ""));
        settings.put("RENDER_EXTERNAL_HOSTNAME", "research-paas.onrender.com");

        assertThat(refusal(settings).keys()).containsExactly("start.noHosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "production"})
    void namesAllThatIsMissingAtOnce(String environment) {
        UnsafeStart refusal =
                refusal(Map.of("PAAS_ENVIRONMENT", environment, "DATA_DIR_PATH", "/data"));

        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            assertThat(refusal.sentences(ResourceBundle.getBundle("messages", language)).lines())
                    .extracting(line -> line.split("[^A-Z_]")[0])
                    .containsExactly(
                            "GOOGLE_OAUTH_CLIENT_ID",
                            "GOOGLE_OAUTH_CLIENT_SECRET",
                            "GOOGLE_OAUTH_REDIRECT_URI",
                            "ALLOWED_DOMAINS",
                            "JWT_SECRET_KEY",
                            "ALLOWED_HOSTS",
                            "FOLDER_VISIBLE_TO",
                            "UPLOADS_VISIBLE_TO");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_ENABLED, false, start.noSignIn",
        "GOOGLE_OAUTH_CLIENT_ID, ' ', start.noClient",
        "GOOGLE_OAUTH_CLIENT_SECRET, '', start.noClientSecret",
        "GOOGLE_OAUTH_REDIRECT_URI, '', start.redirect",
        "GOOGLE_OAUTH_REDIRECT_URI, http://library.u.ac.jp/auth/callback, start.redirect",
        "GOOGLE_OAUTH_REDIRECT_URI, https://library.u.ac.jp/other, start.redirect",
        "GOOGLE_OAUTH_REDIRECT_URI, /auth/callback, start.redirect",
        "GOOGLE_OAUTH_REDIRECT_URI, '{baseUrl}/auth/callback', start.redirect",
        "OIDC_ISSUER, http://issuer.example, start.issuer",
        "ALLOWED_DOMAINS, '', start.noDomains",
        "JWT_SECRET_KEY, '', start.noSecret",
        "JWT_SECRET_KEY, uMe0H4wzZ1qfY7kX2bVtCp9sRnLd5a, start.shortSecret",
        "ALLOWED_HOSTS, '', start.noHosts",
        "PAAS_ENVIRONMENT, prod, start.unknownEnvironment",
        "GOOGLE_DRIVE_CLIENT_ID, drives, start.noSecretsKey",
    })
    void refusesEachUnusableValueByItsName(String variable, String value, String key) {
        assertThat(refusal(with(variable, value)).keys()).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change-me-change-me-change-me-change-me!",
                "your-super-secret-key-of-32-characters",
                "SECRETSECRETSECRETSECRETSECRETSECRET",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababab",
                "0123456789012345678901234567890123456789",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "kJ8xQ2kJ8xQ2kJ8xQ2kJ8xQ2kJ8xQ2kJ8xQ2",
                "qwertyuiopasdfghjklzxcvbnm1234567890",
                "jwt_key_for_the_library_2026_0000000",
                "111111111111111122222222222222223333",
            })
    void refusesASigningKeyThatCanBeGuessed(String secret) {
        assertThat(refusal(with("JWT_SECRET_KEY", secret)).keys())
                .containsExactly("start.guessableSecret");
        assertThat(refusal(login("JWT_SECRET_KEY", secret)).keys())
                .as("in development too, when there is one")
                .containsExactly("start.guessableSecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STRONG,
                "7f3a9c1e5b8d2046af91c37be60d845299b1e0c4d7a8f2635c4b9e1f80a7d3c6",
                "xK9#mQ2$vL7@nR4!pT6%wY8^zB3&cD5*",
                "9f86d081884c7d659a2feaa0c55ad015",
            })
    void takesASigningKeyThatWasDrawn(String secret) {
        assertThatNoException().isThrownBy(() -> check(with("JWT_SECRET_KEY", secret)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "", "192.168.0.7", "::"})
    void withoutSignInListensToThisComputerOnly(String address) {
        Map<String, String> settings = Map.of("API_HOST", address);

        assertThat(refusal(settings).keys()).containsExactly("start.notLoopback");
        Map<String, String> dared = new HashMap<>(settings);
        dared.put("ALLOW_UNPROTECTED", "true");
        assertThatNoException().isThrownBy(() -> check(dared));
    }

    @Test
    void nobodyDaresInProduction() {
        Map<String, String> settings = new HashMap<>(with("AUTH_ENABLED", "false"));
        settings.put("ALLOW_UNPROTECTED", "true");

        assertThat(refusal(settings).keys()).containsExactly("start.noSignIn");
    }

    @Test
    void developmentWithSignInNeedsAClientAndNoMore() {
        assertThat(refusal(Map.of("AUTH_ENABLED", "true")).keys())
                .containsExactly("start.noClient", "start.noClientSecret");
        assertThatNoException().isThrownBy(() -> check(login("API_HOST", "0.0.0.0")));
    }

    @Test
    void aSecretIsInNoSentence() {
        UnsafeStart refusal = refusal(with("JWT_SECRET_KEY", "canary-secret-0000000000000000000"));

        assertThat(refusal.sentences(ResourceBundle.getBundle("messages")))
                .doesNotContain("canary");
        assertThat(refusal).hasMessageNotContaining("canary");
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> settings = new HashMap<>(PRODUCTION);
        settings.put(variable, value);
        return settings;
    }

    private static Map<String, String> login(String variable, String value) {
        return Map.of(
                "AUTH_ENABLED",
                "true",
                "GOOGLE_OAUTH_CLIENT_ID",
                "client",
                "GOOGLE_OAUTH_CLIENT_SECRET",
                "client-secret",
                variable,
                value);
    }

    private static UnsafeStart refusal(Map<String, String> variables) {
        UnsafeStart[] refusal = new UnsafeStart[1];
        assertThatThrownBy(() -> check(variables))
                .isInstanceOfSatisfying(UnsafeStart.class, unsafe -> refusal[0] = unsafe);
        return refusal[0];
    }

    private static void check(Map<String, String> variables) {
        SafeStart.check(environment(variables));
    }

    /// The settings that these variables and nothing else make of the program's own file.
    static StandardEnvironment environment(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove("systemEnvironment");
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("variables", new HashMap<>(variables)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }
}
