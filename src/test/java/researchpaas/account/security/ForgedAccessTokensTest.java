package researchpaas.account.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import researchpaas.Asvs;
import researchpaas.doors.SignInWorld;
import researchpaas.doors.SignedInDoorsTest;
import researchpaas.doors.TestProvider;
import tools.jackson.databind.json.JsonMapper;

/// A program's token is ours, for us, for now, of a family that lives, or it is nothing.
@SignedInDoorsTest
class ForgedAccessTokensTest {
    private @LocalServerPort int port;
    private SignInWorld world;

    /// What a right one says, as the library made it.
    private Map<String, Object> claims;

    private String right;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void signIn() {
        world = new SignInWorld(port);
        right = world.tokens(SignInWorld.student()).path("access_token").asString();
        claims =
                JsonMapper.shared()
                        .readValue(Base64.getUrlDecoder().decode(right.split("\\.")[1]), Map.class);
    }

    @Test
    void aRightOneIsAccepted() {
        assertThat(ask(right)).isEqualTo(200);
        assertThat(ask(signed(header(), claims))).isEqualTo(200);
    }

    @Test
    @Asvs({"9.1.1", "9.1.2", "9.1.3", "9.2.1", "9.2.2", "9.2.3", "9.2.4", "11.2.3"})
    void noForgedAccessTokenIsAccepted() {
        Map<String, String> forms = forms();
        List<String> accepted = new ArrayList<>();
        for (Entry<String, String> form : forms.entrySet()) {
            int status = ask(form.getValue());
            if (status != 401) {
                accepted.add(form.getKey() + ": " + status);
            }
        }
        System.out.println(
                "Forged access tokens: "
                        + forms.size()
                        + " forms, "
                        + accepted.size()
                        + " accepted");
        assertThat(accepted).isEmpty();
        assertThat(forms).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    @Asvs("14.2.1")
    void noTokenIsTakenFromTheAddressOrABody() {
        assertThat(
                        world.browser()
                                .asking("application/json")
                                .get("/auth/me?access_token=" + right)
                                .statusCode())
                .isEqualTo(401);
        assertThat(
                        world.browser()
                                .asking("application/json")
                                .get("/auth/me?token=" + right)
                                .statusCode())
                .isEqualTo(401);
        assertThat(
                        world.browser()
                                .asking("application/json")
                                .send(
                                        "POST",
                                        "/auth/logout",
                                        "access_token=" + right,
                                        "Content-Type",
                                        "application/x-www-form-urlencoded")
                                .statusCode())
                .isNotEqualTo(500);
        assertThat(ask(right)).isEqualTo(200);
    }

    private Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        String[] parts = right.split("\\.");
        for (String none : List.of("none", "None", "NONE")) {
            forms.put(
                    "alg " + none,
                    ForgedTokens.encode(with(header(), "alg", none)) + "." + parts[1] + ".");
            forms.put(
                    "alg " + none + ", signature kept",
                    ForgedTokens.encode(with(header(), "alg", none))
                            + "."
                            + parts[1]
                            + "."
                            + parts[2]);
        }
        for (String other : List.of("HS384", "HS512", "RS256", "ES256", "PS256", "hs256")) {
            forms.put("alg " + other, signed(with(header(), "alg", other), claims));
        }
        forms.put(
                "HS512 truly",
                hmac("HmacSHA512", with(header(), "alg", "HS512"), claims, SignInWorld.JWT_SECRET));
        for (String secret :
                List.of(
                        "secret",
                        " ",
                        "research-paas",
                        SignInWorld.JWT_SECRET.toLowerCase(java.util.Locale.ROOT),
                        SignInWorld.JWT_SECRET.substring(1))) {
            forms.put(
                    "another secret, " + secret.length() + " letters",
                    hmac("HmacSHA256", header(), claims, secret));
        }
        forms.put(
                "the provider's key",
                new ForgedTokens(TestProvider.running().key(), claims).right());
        forms.put("no typ", signed(without(header(), "typ"), claims));
        for (String typ : List.of("JWT", "rt+jwt", "application/jwt", "")) {
            forms.put("typ '" + typ + "'", signed(with(header(), "typ", typ), claims));
        }
        for (String claim : List.of("iss", "aud", "sub", "sid", "exp", "nbf", "iat", "jti")) {
            forms.put("without " + claim, signed(header(), without(claims, claim)));
        }
        forms.put(
                "another issuer",
                signed(header(), with(claims, "iss", "https://accounts.google.com")));
        forms.put("another audience", signed(header(), with(claims, "aud", "another-api")));
        forms.put(
                "one audience more",
                signed(header(), with(claims, "aud", List.of("research-paas-api", "another-api"))));
        forms.put("an account that is none", signed(header(), with(claims, "sub", "999999999")));
        forms.put("account 0", signed(header(), with(claims, "sub", "0")));
        forms.put("account -1", signed(header(), with(claims, "sub", "-1")));
        forms.put("account ' or 1=1", signed(header(), with(claims, "sub", "1' or '1'='1")));
        forms.put(
                "an account's number as a number",
                signed(header(), with(claims, "sub", List.of(1))));
        forms.put(
                "the administrator's account in a student's family",
                signed(header(), with(claims, "sub", administrator())));
        forms.put(
                "a family that is none",
                signed(header(), with(claims, "sid", "00000000-0000-0000-0000-000000000000")));
        forms.put("an empty family", signed(header(), with(claims, "sid", "")));
        forms.put(
                "family a list",
                signed(header(), with(claims, "sid", List.of(String.valueOf(claims.get("sid"))))));
        long now = ((Number) claims.get("iat")).longValue();
        forms.put(
                "expired", signed(header(), with(with(claims, "exp", now - 60), "iat", now - 120)));
        forms.put("not yet", signed(header(), with(claims, "nbf", now + 600)));
        forms.put(
                "made tomorrow",
                signed(header(), with(with(claims, "iat", now + 86_400), "exp", now + 87_000)));
        forms.put("good for a year", signed(header(), with(claims, "exp", now + 31_536_000)));
        forms.put("exp a text", signed(header(), with(claims, "exp", "never")));
        forms.put("crit", signed(with(with(header(), "crit", List.of("x")), "x", 1), claims));
        forms.put(
                "signature of other claims",
                parts[0] + "." + ForgedTokens.encode(with(claims, "sub", "1")) + "." + parts[2]);
        forms.put("cut", right.substring(0, right.length() - 4));
        forms.put("two parts", parts[0] + "." + parts[1]);
        forms.put("letters", "letters");
        forms.put("a key's beginning", "rpk_1_" + "A".repeat(43));
        forms.put("a key with nothing in it", "rpk__");
        forms.put("a key's number too large", "rpk_99999999999999999999_" + "A".repeat(43));
        return forms;
    }

    private String administrator() {
        String token = world.tokens(SignInWorld.admin()).path("access_token").asString();
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .path("sub")
                .asString();
    }

    private int ask(String token) {
        HttpResponse<String> answer =
                world.browser()
                        .asking("application/json")
                        .send("GET", "/auth/me", "", "Authorization", "Bearer " + token);
        return answer.statusCode();
    }

    private static Map<String, Object> header() {
        return Map.of("alg", "HS256", "typ", "at+jwt");
    }

    private static Map<String, Object> with(Map<String, Object> before, String name, Object value) {
        return ForgedTokens.with(before, name, value);
    }

    private static Map<String, Object> without(Map<String, Object> before, String name) {
        return ForgedTokens.without(before, name);
    }

    private static String signed(Map<String, Object> header, Map<String, Object> claims) {
        return hmac("HmacSHA256", header, claims, SignInWorld.JWT_SECRET);
    }

    private static String hmac(
            String algorithm,
            Map<String, Object> header,
            Map<String, Object> claims,
            String secret) {
        try {
            String content = ForgedTokens.encode(header) + "." + ForgedTokens.encode(claims);
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return content
                    + "."
                    + ForgedTokens.base64Url(
                            mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
