package researchpaas.ingest.googledrive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Google's token endpoint: signed assertions of service accounts, with or without a person in
/// whose name they act, and refresh tokens of consents.
final class FakeSignIn {
    private static final KeyPair KEYS = newKeys();

    /// @param user in whose name
    record Grant(String user, Set<String> scopes) {}

    private record Agreed(Grant grant, String challenge, String back) {}

    private final Map<String, Grant> accessTokens = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();
    private final Map<String, Agreed> codes = new HashMap<>();
    private final Set<String> serviceAccounts = new HashSet<>();
    private final Map<String, Set<String>> delegations = new HashMap<>();
    private int given;

    /// The key file that Google's console would hand out.
    synchronized String serviceAccount(String address, String tokenUri) {
        serviceAccounts.add(address);
        JsonObject json = new JsonObject();
        json.addProperty("type", "service_account");
        json.addProperty("project_id", "library-test");
        json.addProperty("private_key_id", "0123456789abcdef");
        json.addProperty(
                "private_key",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(KEYS.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        json.addProperty("client_email", address);
        json.addProperty("client_id", "1234567890");
        json.addProperty("token_uri", tokenUri);
        return json.toString();
    }

    synchronized void forgetServiceAccount(String address) {
        serviceAccounts.remove(address);
    }

    /// The domain's administrator allows the account to act in anybody's name, for these scopes.
    synchronized void delegate(String serviceAccount, String... scopes) {
        delegations.put(serviceAccount, Set.of(scopes));
    }

    synchronized String consent(String user, String... scopes) {
        String token = "1//refresh-" + ++given;
        refreshTokens.put(token, new Grant(user, Set.of(scopes)));
        return token;
    }

    /// A person agrees on the consent screen; the code is good once, for whoever knows the
    /// challenge's verifier.
    synchronized String agree(String user, String challenge, String back, String... scopes) {
        String code = "4/code-" + ++given;
        codes.put(code, new Agreed(new Grant(user, Set.of(scopes)), challenge, back));
        return code;
    }

    private static void client(Map<String, String> form) {
        if (!form.getOrDefault("client_id", "").equals("client")
                || !form.getOrDefault("client_secret", "").equals("secret")) {
            throw new DriveRefusal(401, "invalid_client", "The OAuth client was not found.");
        }
    }

    private Grant redeemed(Map<String, String> form) {
        Agreed agreed = codes.remove(form.getOrDefault("code", ""));
        if (agreed == null
                || !agreed.back().equals(form.get("redirect_uri"))
                || !agreed.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            throw grant("Bad Request");
        }
        return agreed.grant();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized boolean hasConsent(String user) {
        return refreshTokens.values().stream().anyMatch(grant -> grant.user().equals(user));
    }

    synchronized void revokeAll(String user) {
        refreshTokens.values().removeIf(grant -> grant.user().equals(user));
        accessTokens.values().removeIf(grant -> grant.user().equals(user));
    }

    /// @return whether it was known
    synchronized boolean revoke(String refreshToken) {
        return refreshTokens.remove(refreshToken) != null;
    }

    synchronized void expireAccessTokens() {
        accessTokens.clear();
    }

    synchronized @Nullable Grant of(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer ")
                ? accessTokens.get(authorization.substring("Bearer ".length()))
                : null;
    }

    /// @throws DriveRefusal with the OAuth error as its reason
    synchronized JsonObject token(Map<String, String> form) {
        Grant grant =
                switch (form.getOrDefault("grant_type", "")) {
                    case "urn:ietf:params:oauth:grant-type:jwt-bearer" ->
                            asserted(form.getOrDefault("assertion", ""));
                    case "authorization_code" -> {
                        client(form);
                        yield redeemed(form);
                    }
                    case "refresh_token" -> {
                        client(form);
                        Grant known = refreshTokens.get(form.getOrDefault("refresh_token", ""));
                        if (known == null) {
                            throw grant("Token has been expired or revoked.");
                        }
                        yield known;
                    }
                    default ->
                            throw new DriveRefusal(
                                    400, "unsupported_grant_type", "Invalid grant_type");
                };
        String token = "ya29.fake-" + ++given;
        accessTokens.put(token, grant);
        JsonObject answer = new JsonObject();
        answer.addProperty("access_token", token);
        answer.addProperty("expires_in", 3599);
        answer.addProperty("token_type", "Bearer");
        answer.addProperty("scope", String.join(" ", grant.scopes()));
        if ("authorization_code".equals(form.get("grant_type"))) {
            answer.addProperty(
                    "refresh_token", consent(grant.user(), grant.scopes().toArray(String[]::new)));
        }
        return answer;
    }

    private Grant asserted(String assertion) {
        String[] parts = assertion.split("\\.");
        if (parts.length != 3 || !isSigned(parts)) {
            throw grant("Invalid JWT Signature.");
        }
        JsonObject claims =
                JsonParser.parseString(
                                new String(
                                        Base64.getUrlDecoder().decode(parts[1]),
                                        StandardCharsets.UTF_8))
                        .getAsJsonObject();
        String issuer = claims.get("iss").getAsString();
        if (!serviceAccounts.contains(issuer)) {
            throw grant("Invalid grant: account not found");
        }
        long now = Instant.now().getEpochSecond();
        if (claims.get("exp").getAsLong() < now
                || claims.get("iat").getAsLong() > now + 300
                || claims.get("exp").getAsLong() - claims.get("iat").getAsLong() > 3600) {
            throw grant(
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }
        Set<String> scopes = Set.of(claims.get("scope").getAsString().split(" "));
        String subject = claims.has("sub") ? claims.get("sub").getAsString() : issuer;
        if (!subject.equals(issuer)
                && !delegations.getOrDefault(issuer, Set.of()).containsAll(scopes)) {
            throw new DriveRefusal(
                    401,
                    "unauthorized_client",
                    "Client is unauthorized to retrieve access tokens using this method, or client"
                            + " not authorized for any of the scopes requested.");
        }
        return new Grant(subject, scopes);
    }

    private static boolean isSigned(String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEYS.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static DriveRefusal grant(String message) {
        return new DriveRefusal(400, "invalid_grant", message);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
