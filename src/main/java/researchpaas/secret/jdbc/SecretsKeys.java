package researchpaas.secret.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import researchpaas.secret.Secrets.Found;

/// Encrypts and decrypts: AES-256-GCM, a new nonce each time, bound to the secret's name, so that a
/// text moved to another name opens nothing.
final class SecretsKeys {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String VERSION = "v1";
    private static final SecureRandom RANDOM = new SecureRandom();

    /// By the id that stands in the text; the first is used for writing.
    private final Map<String, SecretKey> keys;

    private SecretsKeys(Map<String, SecretKey> keys) {
        this.keys = keys;
    }

    /// @throws IllegalArgumentException which does not repeat what it refuses
    static SecretsKeys parse(String list) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : list.split(",", -1)) {
            if (!entry.isBlank()) {
                byte[] bytes = bytes(entry.strip());
                keys.put(id(bytes), new SecretKeySpec(bytes, "AES"));
            }
        }
        return new SecretsKeys(keys);
    }

    private static byte[] bytes(String entry) {
        byte[] bytes;
        try {
            bytes =
                    entry.indexOf('-') >= 0 || entry.indexOf('_') >= 0
                            ? Base64.getUrlDecoder().decode(entry)
                            : Base64.getDecoder().decode(entry);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
        boolean uniform = bytes.length > 0 && allSame(bytes);
        if (bytes.length != KEY || uniform) {
            throw unusable();
        }
        return bytes;
    }

    private static boolean allSame(byte[] bytes) {
        for (byte one : bytes) {
            if (one != bytes[0]) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "SECRETS_KEY must hold 32 random bytes in base64 (openssl rand -base64 32), several"
                        + " with commas");
    }

    /// Tells keys apart and nothing about them.
    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("research-paas secrets key id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(key), 6));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// Whether the text was made with the key that is used for writing now.
    boolean isCurrent(String content) {
        return content.startsWith(VERSION + "." + current() + ".");
    }

    private String current() {
        return keys.keySet().iterator().next();
    }

    String seal(String name, String value) {
        String id = current();
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed =
                run(Cipher.ENCRYPT_MODE, id, nonce, name, value.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        ByteBuffer all = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed);
        return VERSION + "." + id + "." + Base64.getUrlEncoder().encodeToString(all.array());
    }

    /// Whether one of them made the text.
    boolean fits(String content) {
        String[] parts = content.split("\\.", -1);
        return parts.length == 3 && keys.containsKey(parts[1]);
    }

    Found open(String name, String content) {
        String[] parts = content.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            return new Found.Damaged();
        }
        if (!keys.containsKey(parts[1])) {
            return new Found.KeyMissing();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            return new Found.Damaged();
        }
        if (all.length < NONCE + TAG_BITS / 8) {
            return new Found.Damaged();
        }
        byte[] nonce = Arrays.copyOf(all, NONCE);
        byte[] sealed = Arrays.copyOfRange(all, NONCE, all.length);
        return run(Cipher.DECRYPT_MODE, parts[1], nonce, name, sealed)
                .<Found>map(value -> new Found.Secret(new String(value, StandardCharsets.UTF_8)))
                .orElseGet(Found.Damaged::new);
    }

    /// @return empty when the text does not belong to this key and name
    private Optional<byte[]> run(int mode, String id, byte[] nonce, String name, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((VERSION + "." + id + "." + name).getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(input));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "SecretsKeys[" + keys.size() + "]";
    }
}
