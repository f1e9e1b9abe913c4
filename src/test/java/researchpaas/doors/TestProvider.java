package researchpaas.doors;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import kotlin.jvm.functions.Function0;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;
import tools.jackson.databind.json.JsonMapper;

/// An OpenID provider that somebody else wrote, on a port of this computer; one for all tests. Its
/// page asks for a name, the token's `sub`, and for further claims as JSON.
public final class TestProvider {
    public static final String CLIENT = "library";

    private static final String ISSUER = "default";

    private final MockOAuth2Server server;
    private final KeyProvider keys = new KeyProvider();
    private final Queue<String> forged = new ConcurrentLinkedQueue<>();

    private TestProvider() {
        Function0<Instant> time = () -> Clock.systemUTC().instant();
        server =
                new MockOAuth2Server(
                        new OAuth2Config(
                                true,
                                null,
                                null,
                                false,
                                new OAuth2TokenProvider(keys, time),
                                Set.of(),
                                new MockWebServerWrapper()),
                        new ForgedAnswer());
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    private final class ForgedAnswer implements Route {
        @Override
        public boolean match(OAuth2HttpRequest request) {
            return !forged.isEmpty() && request.getUrl().encodedPath().endsWith("/token");
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            Map<String, Object> answer =
                    Map.of(
                            "access_token",
                            "opens-nothing",
                            "token_type",
                            "Bearer",
                            "expires_in",
                            3600,
                            "id_token",
                            forged.remove());
            return new OAuth2HttpResponse(
                    Headers.of("Content-Type", "application/json"),
                    200,
                    JsonMapper.shared().writeValueAsString(answer),
                    null);
        }
    }

    private static final class Holder {
        static final TestProvider PROVIDER = new TestProvider();
    }

    public static TestProvider running() {
        return Holder.PROVIDER;
    }

    public String issuer() {
        return server.issuerUrl(ISSUER).toString();
    }

    /// The next time somebody fetches tokens they get this ID token, which no honest provider
    /// gives.
    public void answerOnceWith(String idToken) {
        forged.add(idToken);
    }

    /// What its tokens are signed with, the private half too.
    public RSAKey key() {
        return keys.signingKey(ISSUER).toRSAKey();
    }
}
