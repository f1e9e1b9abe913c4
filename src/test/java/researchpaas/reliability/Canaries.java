package researchpaas.reliability;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A value for each secret setting, which is found again wherever it comes out. [CanaryTest] sees
/// to it that no setting is missing.
final class Canaries {
    private Canaries() {}

    /// Each secret's variable with a value that can be used, and the part of it that tells.
    record Canary(String value, String mark) {
        /// Always the same for a name, and nothing that a check would take for a sample.
        static Canary plain(String name) throws NoSuchAlgorithmException {
            byte[] hash =
                    MessageDigest.getInstance("SHA-384")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            String value = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return new Canary(value, value);
        }
    }

    static Map<String, Canary> all() throws Exception {
        Map<String, Canary> canaries = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "JWT_SECRET_KEY",
                        "GOOGLE_OAUTH_CLIENT_SECRET",
                        "GOOGLE_DRIVE_CLIENT_SECRET",
                        "QDRANT_API_KEY",
                        "BACKUP_S3_ACCESS_KEY",
                        "BACKUP_S3_SECRET_KEY",
                        "GEMINI_API_KEY",
                        "OPENAI_API_KEY",
                        "OPENROUTER_API_KEY",
                        "LLM_API_KEY",
                        "CHROMA_TOKEN",
                        "METRICS_TOKEN")) {
            canaries.put(name, Canary.plain(name));
        }
        String key =
                Base64.getEncoder()
                        .encodeToString(
                                "Canary9x-32-bytes-for-AES-256-GC"
                                        .getBytes(StandardCharsets.UTF_8));
        canaries.put("SECRETS_KEY", new Canary(key, key));
        String password = Canary.plain("DATABASE").value();
        canaries.put(
                "DATABASE_URL",
                new Canary("postgresql://library:" + password + "@127.0.0.1:1/library", password));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String pem =
                Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        String json =
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "type", "service_account",
                                        "client_id", "1",
                                        "client_email", "library@project.iam.gserviceaccount.com",
                                        "private_key_id", "1",
                                        "private_key",
                                                "-----BEGIN PRIVATE KEY-----\n"
                                                        + pem
                                                        + "\n-----END PRIVATE KEY-----\n"));
        canaries.put("GOOGLE_DRIVE_CREDENTIALS_JSON", new Canary(json, pem.substring(100, 140)));
        return canaries;
    }
}
