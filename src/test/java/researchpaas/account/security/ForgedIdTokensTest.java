package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignInWorld.Browser;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.TestProvider;

/// What comes back from the provider's address is believed only when the provider signed it, for
/// us, for this sign-in, now, about a member. The answers are forged at the provider, behind all
/// that could keep them away.
@SignedInDoorsTest
class ForgedIdTokensTest {
    private final TestProvider provider = TestProvider.running();
    private @LocalServerPort int port;
    private @Autowired Clock clock;
    private SignInWorld world;

    @BeforeEach
    void open() {
        world = new SignInWorld(port);
    }

    @Test
    void aTokenThatIsInOrderIsAccepted() {
        Browser browser = program();

        assertThat(arrive(browser, good -> forged(good).right()).statusCode()).isEqualTo(200);
        assertThat(browser.get("/auth/me").statusCode()).isEqualTo(200);
    }

    @Test
    @Asvs({"9.1.1", "9.1.2", "9.1.3", "9.2.1", "9.2.2", "9.2.3", "9.2.4", "10.5.1", "10.5.4"})
    void noForgedTokenIsAccepted() {
        int forms = forged(good("nonce")).all().size();
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < forms; i++) {
            int number = i;
            StringBuilder name = new StringBuilder();
            refuse(
                    good -> {
                        ForgedTokens.Form form = forged(good).all().get(number);
                        name.append(form.name());
                        return form.token().get();
                    },
                    name,
                    accepted);
        }

        System.out.println(
                "Forged ID tokens: " + forms + " forms, " + accepted.size() + " accepted");
        assertThat(accepted).isEmpty();
        assertThat(forms).isGreaterThanOrEqualTo(60);
    }

    @Test
    @Asvs({"6.8.1", "6.8.2", "6.8.4", "10.5.2", "10.5.3"})
    void nobodyWhoMerelyLooksLikeAMemberComesIn() {
        List<LookAlikes.Stranger> strangers = LookAlikes.all();
        List<String> accepted = new ArrayList<>();
        for (LookAlikes.Stranger stranger : strangers) {
            refuse(
                    good -> {
                        Map<String, Object> claims = new LinkedHashMap<>(good);
                        LookAlikes.member().keySet().forEach(claims::remove);
                        claims.putAll(stranger.claims());
                        return forged(claims).right();
                    },
                    new StringBuilder(stranger.name()),
                    accepted);
        }

        System.out.println(
                "Look-alikes: " + strangers.size() + " people, " + accepted.size() + " accepted");
        assertThat(accepted).isEmpty();
        assertThat(strangers).hasSizeGreaterThanOrEqualTo(40);
    }

    private void refuse(
            Function<Map<String, Object>, String> token,
            StringBuilder name,
            List<String> accepted) {
        Browser browser = program();
        HttpResponse<String> answer = arrive(browser, token);
        boolean isIn = browser.get("/auth/me").statusCode() == 200;
        if (isIn || answer.statusCode() < 400 || answer.statusCode() == 500) {
            accepted.add(name + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private Browser program() {
        return world.browser().asking("application/json");
    }

    private ForgedTokens forged(Map<String, Object> good) {
        return new ForgedTokens(provider.key(), good);
    }

    /// Goes to the provider and comes back, where the provider then answers with this token.
    private HttpResponse<String> arrive(
            Browser browser, Function<Map<String, Object>, String> token) {
        HttpResponse<String> left = browser.leave("/auth/login");
        assertThat(left.statusCode()).as(left.body()).isEqualTo(302);
        Map<String, String> question = parameters(URI.create(SignInWorld.location(left)));
        provider.answerOnceWith(token.apply(good(question.get("nonce"))));
        return browser.comeBack(
                URI.create(
                        "http://localhost/auth/callback?code=any&state=" + question.get("state")));
    }

    private Map<String, Object> good(@Nullable String nonce) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", provider.issuer());
        claims.put("aud", TestProvider.CLIENT);
        claims.put("sub", "forged-subject");
        claims.put("iat", now);
        claims.put("exp", now + 3600);
        claims.put("nonce", nonce);
        claims.putAll(LookAlikes.member());
        return claims;
    }

    static Map<String, String> parameters(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
