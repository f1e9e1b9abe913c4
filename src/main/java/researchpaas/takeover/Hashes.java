package researchpaas.takeover;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One SHA-256 over the hashes of many rows, in their order.
final class Hashes {
    private final MessageDigest digest = sha256();

    void add(String hash) {
        digest.update(hash.getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) '\n');
    }

    /// Ends the counting.
    String all() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of the bytes on disk, in lower-case hex.
    static String of(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
