package researchpaas.account.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/// ID tokens that nobody may come in with. Put together letter by letter, since libraries refuse to
/// make most of them.
///
/// @param key the provider's own, so that a form is wrong in one thing only
/// @param good the claims of a token that would be accepted
record ForgedTokens(RSAKey key, Map<String, Object> good) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final RSAKey ATTACKER = newKey();

    /// @param token made when it is asked for
    record Form(String name, Supplier<String> token) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The token that is right, to show that the others are refused for what is wrong with them.
    String right() {
        return signed(header(), good);
    }

    /// Each wrong in one thing.
    List<Form> all() {
        List<Form> forms = new ArrayList<>();
        algorithms(forms);
        keys(forms);
        times(forms);
        issuersAndAudiences(forms);
        nonces(forms);
        shapes(forms);
        return forms;
    }

    private void algorithms(List<Form> forms) {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            forms.add(
                    form(
                            "alg '" + none + "' without signature",
                            () -> unsigned(Map.of("alg", none))));
            forms.add(
                    form(
                            "alg '" + none + "' with a signature",
                            () -> unsigned(Map.of("alg", none)) + "AAAA"));
        }
        byte[] pem = pem().getBytes(StandardCharsets.US_ASCII);
        byte[] der = encoded(publicKey());
        for (String hmac : List.of("HS256", "HS384", "HS512")) {
            forms.add(form(hmac + " with the public key's DER", () -> hmac(hmac, der)));
            forms.add(form(hmac + " with the public key's PEM", () -> hmac(hmac, pem)));
        }
        forms.add(form("HS256 with an empty-looking key", () -> hmac("HS256", new byte[] {0})));
        forms.add(
                form(
                        "HS256 with the client's secret",
                        () -> hmac("HS256", "client-secret".getBytes(StandardCharsets.US_ASCII))));
        for (String other : List.of("RS384", "RS512", "PS256", "ES256", "EdDSA", "dir", "rs256")) {
            forms.add(
                    form(
                            "alg " + other + " over an RS256 signature",
                            () -> signed(with(header(), "alg", other), good)));
        }
        forms.add(
                form(
                        "alg is a list",
                        () -> signed(with(header(), "alg", List.of("RS256", "none")), good)));
        forms.add(form("no alg", () -> signed(without(header(), "alg"), good)));
    }

    private void keys(List<Form> forms) {
        RSAKey own = ATTACKER;
        Map<String, Object> jwk = own.toPublicJWK().toJSONObject();
        forms.add(
                form(
                        "signed by another key under the right kid",
                        () -> signedBy(own, header(), good)));
        forms.add(
                form(
                        "signed by a key in the header (jwk)",
                        () -> signedBy(own, with(header(), "jwk", jwk), good)));
        forms.add(
                form(
                        "jwk without kid",
                        () -> signedBy(own, without(with(header(), "jwk", jwk), "kid"), good)));
        for (String where : List.of("jku", "x5u")) {
            forms.add(
                    form(
                            where + " to elsewhere",
                            () ->
                                    signedBy(
                                            own,
                                            with(header(), where, "https://evil.example/keys"),
                                            good)));
            forms.add(
                    form(
                            where + " to a file",
                            () ->
                                    signedBy(
                                            own,
                                            with(header(), where, "file:///etc/passwd"),
                                            good)));
        }
        forms.add(
                form(
                        "x5c of its own",
                        () ->
                                signedBy(
                                        own,
                                        with(
                                                header(),
                                                "x5c",
                                                List.of(base64(encoded(publicKey(own))))),
                                        good)));
        for (String kid : List.of("../../../../dev/null", "' or '1'='1", "unknown", "", "\u0000")) {
            forms.add(
                    form(
                            "kid " + kid.replace("\u0000", "NUL"),
                            () -> signedBy(own, with(header(), "kid", kid), good)));
        }
        forms.add(
                form(
                        "kid of another key, no match",
                        () -> signedBy(own, with(header(), "kid", own.getKeyID()), good)));
    }

    private void times(List<Form> forms) {
        long now = Instant.now().getEpochSecond();
        forms.add(claims("exp a day ago", with(good, "exp", now - 86_400)));
        forms.add(claims("exp two minutes ago", with(good, "exp", now - 120)));
        forms.add(claims("exp absent", without(good, "exp")));
        forms.add(claims("exp null", withNull("exp")));
        forms.add(claims("exp 0", with(good, "exp", 0)));
        forms.add(claims("exp negative", with(good, "exp", -1)));
        forms.add(claims("exp a text", with(good, "exp", "tomorrow")));
        forms.add(claims("iat absent", without(good, "iat")));
        forms.add(claims("iat in the future", with(good, "iat", now + 86_400)));
        forms.add(claims("iat a text", with(good, "iat", "now")));
        forms.add(claims("nbf in the future", with(good, "nbf", now + 86_400)));
    }

    private void issuersAndAudiences(List<Form> forms) {
        String issuer = String.valueOf(good.get("iss"));
        for (String other :
                List.of(
                        "https://evil.example",
                        issuer + "/",
                        issuer + ".evil.example",
                        issuer.toUpperCase(java.util.Locale.ROOT),
                        "accounts.google.com",
                        "",
                        " " + issuer)) {
            forms.add(claims("iss '" + other + "'", with(good, "iss", other)));
        }
        forms.add(claims("iss absent", without(good, "iss")));
        forms.add(claims("iss a list", with(good, "iss", List.of(issuer))));
        String client = client();
        forms.add(claims("aud another client", with(good, "aud", "another-client")));
        forms.add(claims("aud absent", without(good, "aud")));
        forms.add(claims("aud empty", with(good, "aud", List.of())));
        forms.add(claims("aud begins alike", with(good, "aud", client + "-2")));
        forms.add(
                claims(
                        "aud in capitals",
                        with(good, "aud", client.toUpperCase(java.util.Locale.ROOT))));
        forms.add(
                claims(
                        "two aud without azp",
                        with(good, "aud", List.of(client, "another-client"))));
        forms.add(
                claims(
                        "azp another client",
                        with(
                                with(good, "aud", List.of(client, "another-client")),
                                "azp",
                                "another-client")));
        forms.add(claims("one aud, azp another client", with(good, "azp", "another-client")));
        forms.add(claims("sub absent", without(good, "sub")));
        forms.add(claims("sub empty", with(good, "sub", "")));
        forms.add(claims("sub a number in a list", with(good, "sub", List.of(1))));
        forms.add(claims("sub of 300 letters", with(good, "sub", "s".repeat(300))));
    }

    private void nonces(List<Form> forms) {
        forms.add(claims("nonce absent", without(good, "nonce")));
        forms.add(claims("nonce null", withNull("nonce")));
        forms.add(claims("nonce empty", with(good, "nonce", "")));
        forms.add(claims("nonce another", with(good, "nonce", "another")));
        forms.add(
                claims(
                        "nonce a list with the right one",
                        with(good, "nonce", List.of(String.valueOf(good.get("nonce"))))));
    }

    private void shapes(List<Form> forms) {
        String right = right();
        String[] parts = right.split("\\.", -1);
        forms.add(form("empty", () -> ""));
        forms.add(form("no signature", () -> parts[0] + "." + parts[1] + "."));
        forms.add(form("two parts", () -> parts[0] + "." + parts[1]));
        forms.add(form("four parts", () -> right + ".AAAA"));
        forms.add(form("five parts, as if encrypted", () -> right + ".AAAA.AAAA"));
        forms.add(
                form(
                        "signature of another token",
                        () ->
                                parts[0]
                                        + "."
                                        + encode(with(good, "email", "admin@u.ac.jp"))
                                        + "."
                                        + parts[2]));
        forms.add(form("signature cut", () -> right.substring(0, right.length() - 8)));
        forms.add(
                form(
                        "signature reversed",
                        () ->
                                parts[0]
                                        + "."
                                        + parts[1]
                                        + "."
                                        + new StringBuilder(parts[2]).reverse()));
        forms.add(
                form(
                        "claims no JSON",
                        () ->
                                sign(
                                        base64Url(
                                                        "{\"alg\":\"RS256\",\"kid\":\""
                                                                + key.getKeyID()
                                                                + "\"}")
                                                + "."
                                                + base64Url("sub=1"),
                                        key)));
        forms.add(form("claims a list", () -> sign(encode(header()) + "." + base64Url("[]"), key)));
        forms.add(
                form(
                        "header no JSON",
                        () -> sign(base64Url("alg=none") + "." + encode(good), key)));
        forms.add(
                form(
                        "crit that nobody knows",
                        () ->
                                signed(
                                        with(with(header(), "crit", List.of("exp2")), "exp2", 1),
                                        good)));
        forms.add(
                form(
                        "b64 false",
                        () ->
                                signed(
                                        with(with(header(), "crit", List.of("b64")), "b64", false),
                                        good)));
        forms.add(
                form(
                        "a token inside a token",
                        () -> signed(with(header(), "cty", "JWT"), Map.of("jwt", right))));
        forms.add(
                form(
                        "a megabyte",
                        () -> signed(header(), with(good, "name", "n".repeat(1_000_000)))));
        forms.add(
                form(
                        "nested a thousand deep",
                        () ->
                                sign(
                                        encode(header())
                                                + "."
                                                + base64Url("[".repeat(1000) + "]".repeat(1000)),
                                        key)));
        forms.add(form("the letters null", () -> "null"));
        forms.add(form("blank parts", () -> " . . "));
    }

    private Form claims(String name, Map<String, Object> claims) {
        return form(name, () -> signed(header(), claims));
    }

    private static Form form(String name, Supplier<String> token) {
        return new Form(name, token);
    }

    private Map<String, Object> header() {
        return Map.of("alg", "RS256", "kid", key.getKeyID(), "typ", "JWT");
    }

    private String client() {
        return String.valueOf(good.get("aud"));
    }

    private Map<String, Object> withNull(String name) {
        Map<String, Object> claims = new LinkedHashMap<>(good);
        claims.put(name, null);
        return claims;
    }

    static Map<String, Object> with(Map<String, Object> before, String name, Object value) {
        Map<String, Object> after = new LinkedHashMap<>(before);
        after.put(name, value);
        return after;
    }

    static Map<String, Object> without(Map<String, Object> before, String name) {
        Map<String, Object> after = new LinkedHashMap<>(before);
        after.remove(name);
        return after;
    }

    private String unsigned(Map<String, Object> header) {
        return encode(header) + "." + encode(good) + ".";
    }

    String signed(Map<String, Object> header, Map<String, Object> claims) {
        return signedBy(key, header, claims);
    }

    private static String signedBy(
            RSAKey key, Map<String, Object> header, Map<String, Object> claims) {
        return sign(encode(header) + "." + encode(claims), key);
    }

    private static String sign(String content, RSAKey key) {
        try {
            PrivateKey secret = key.toPrivateKey();
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(secret);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64Url(signature.sign());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String hmac(String algorithm, byte[] secret) {
        try {
            String content = encode(with(header(), "alg", algorithm)) + "." + encode(good);
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return content
                    + "."
                    + base64Url(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("attacker").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private Key publicKey() {
        return publicKey(key);
    }

    private static Key publicKey(RSAKey key) {
        try {
            return key.toPublicKey();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] encoded(Key key) {
        return key.getEncoded();
    }

    private String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded(publicKey()))
                + "\n-----END PUBLIC KEY-----\n";
    }

    static String encode(Map<String, Object> json) {
        return base64Url(JSON.writeValueAsString(json));
    }

    private static String base64Url(String text) {
        return base64Url(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
