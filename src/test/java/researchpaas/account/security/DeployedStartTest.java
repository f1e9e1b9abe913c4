package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import researchpaas.DeploymentFiles;
import researchpaas.account.security.SafeStart.UnsafeStart;

/// What `render.yaml` and `compose.yaml` hand to the program is all that it demands.
class DeployedStartTest {
    private static final Map<String, String> TYPED =
            Map.of(
                    "ALLOWED_DOMAINS", "u.ac.jp",
                    "ADMIN_USERS", "head@u.ac.jp",
                    "UPLOADS_VISIBLE_TO", "domain:u.ac.jp",
                    "GOOGLE_OAUTH_CLIENT_ID", "client",
                    "GOOGLE_OAUTH_CLIENT_SECRET", "client-secret");

    @ParameterizedTest
    @ValueSource(strings = {"production", "staging"})
    void startsWithWhatRenderGives(String environment) {
        StandardEnvironment given =
                SafeStartTest.environment(
                        DeploymentFiles.renderVariables(environment, drawn(new Random(1)), TYPED));

        assertThatNoException().isThrownBy(() -> SafeStart.check(given));
        assertThat(given.getProperty("research-paas.environment")).isEqualTo(environment);
        assertThat(given.getProperty("research-paas.auth.provider.redirect-uri"))
                .isEqualTo("https://research-paas.onrender.com/auth/callback");
        assertThat(given.getProperty("research-paas.edge.allowed-hosts"))
                .isEqualTo("research-paas.onrender.com");
        assertThat(given.getProperty("server.port")).isEqualTo("10000");
        assertThat(given.getProperty("server.address")).isEqualTo("0.0.0.0");
    }

    @Test
    void aDomainOfOnesOwnStandsAboveRenders() {
        Map<String, String> variables =
                DeploymentFiles.renderVariables("production", drawn(new Random(1)), TYPED);
        variables.put("ALLOWED_HOSTS", "library.u.ac.jp");
        variables.put("GOOGLE_OAUTH_REDIRECT_URI", "https://library.u.ac.jp/auth/callback");
        StandardEnvironment given = SafeStartTest.environment(variables);

        assertThatNoException().isThrownBy(() -> SafeStart.check(given));
        assertThat(given.getProperty("research-paas.edge.allowed-hosts"))
                .isEqualTo("library.u.ac.jp");
        assertThat(given.getProperty("research-paas.auth.provider.redirect-uri"))
                .isEqualTo("https://library.u.ac.jp/auth/callback");
    }

    @Test
    void namesWhatWasLeftEmptyInRendersForm() {
        StandardEnvironment given =
                SafeStartTest.environment(
                        DeploymentFiles.renderVariables(
                                "production", drawn(new Random(1)), Map.of()));

        assertThat(catchThrowableOfType(UnsafeStart.class, () -> SafeStart.check(given)).keys())
                .containsExactly(
                        "start.noClient",
                        "start.noClientSecret",
                        "start.noDomains",
                        "start.noUploadReaders");
    }

    @Test
    void startsWithWhatComposeGives() {
        Map<String, String> dotEnv = new HashMap<>(TYPED);
        dotEnv.put("LIBRARY_HOST", "library.u.ac.jp");
        dotEnv.put("DATABASE_PASSWORD", "5f1d");
        dotEnv.put("QDRANT_API_KEY", "77aa");
        dotEnv.put("JWT_SECRET_KEY", drawn(new Random(2)));
        dotEnv.put("SECRETS_KEY", drawn(new Random(3)));
        StandardEnvironment given =
                SafeStartTest.environment(DeploymentFiles.composeVariables(dotEnv));

        assertThatNoException().isThrownBy(() -> SafeStart.check(given));
        assertThat(given.getProperty("research-paas.environment")).isEqualTo("production");
        assertThat(given.getProperty("research-paas.edge.allowed-hosts"))
                .isEqualTo("library.u.ac.jp");
        assertThat(given.getProperty("research-paas.database.url"))
                .isEqualTo("postgresql://paas_user:5f1d@research-db:5432/research_paas");
    }

    @Test
    void developmentInAContainerDaresToListen() {
        Map<String, String> variables = new HashMap<>();
        DeploymentFiles.map(
                        DeploymentFiles.map(
                                        DeploymentFiles.map(
                                                        DeploymentFiles.yaml("compose.yaml")
                                                                .get("services"))
                                                .get("research-paas-dev"))
                                .get("environment"))
                .forEach((name, value) -> variables.put(name, value.toString()));

        assertThatNoException()
                .isThrownBy(() -> SafeStart.check(SafeStartTest.environment(variables)));
    }

    @Test
    void takesTheSigningKeysThatRenderDraws() {
        Random random = new Random(20261129);

        for (int i = 0; i < 2000; i++) {
            String drawn = drawn(random);
            assertThat(SigningSecret.isTooShort(drawn) || SigningSecret.isGuessable(drawn))
                    .as(drawn)
                    .isFalse();
        }
    }

    /// As Render describes it: 256 bits, in base64.
    private static String drawn(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
