package researchpaas.doors;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import kotlin.jvm.functions.Function0;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/// An OpenID provider that somebody else wrote, on a port of this computer; one for all tests. Its
/// page asks for a name, the token's `sub`, and for further claims as JSON.
public final class TestProvider {
    public static final String CLIENT = "library";

    private static final String ISSUER = "default";

    private final MockOAuth2Server server;
    private final KeyProvider keys = new KeyProvider();

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
                                new MockWebServerWrapper()));
        server.start(InetAddress.getLoopbackAddress(), 0);
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

    /// The server itself, for answers that no honest provider gives.
    public MockOAuth2Server server() {
        return server;
    }

    /// What its tokens are signed with, the private half too.
    public RSAKey key() {
        return keys.signingKey(ISSUER).toRSAKey();
    }
}
