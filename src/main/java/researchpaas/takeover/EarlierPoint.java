package researchpaas.takeover;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One point of the earlier vector store.
///
/// @param row its id, what was said of it, its text and the hash of its vector; the table is the
///   collection
/// @param vector as the store gives it, absent where it has none
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers, only read
public record EarlierPoint(EarlierRow row, float @Nullable [] vector) {
    /// The column that holds the text.
    public static final String TEXT = "chroma:document";

    /// Names of points that bear no UUID themselves are made in this one.
    private static final UUID NAMES = UUID.fromString("6f6d9b1c-2f0e-5c7a-9a55-0d6c1b6f4a11");

    public String id() {
        return row.key();
    }

    Optional<String> text() {
        return row.text(TEXT);
    }

    /// The hash of a vector's numbers, 32 bits each, the low byte first.
    public static String hash(float[] vector) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes(vector)));
    }

    /// The same order of bytes in which the earlier store keeps them.
    public static byte[] bytes(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    /// An id of 128 bits in hex is a UUID as it stands; any other gives one by its name.
    public static UUID uuid(String id) {
        if (id.matches("[0-9a-fA-F]{32}")) {
            return UUID.fromString(
                    id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        }
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(
                ByteBuffer.allocate(16)
                        .putLong(NAMES.getMostSignificantBits())
                        .putLong(NAMES.getLeastSignificantBits())
                        .array());
        ByteBuffer name = ByteBuffer.wrap(sha1.digest(id.getBytes(StandardCharsets.UTF_8)));
        long high = (name.getLong() & ~0xF000L) | 0x5000L; // version 5
        long low = (name.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
