package researchpaas.search.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands beside the vectors of a point, and how points and vectors are called. All points
/// carry what filters and the gate ask for.
final class Payload {
    /// Raised when the points or their texts' analysis change: an older collection is then filled
    /// anew.
    static final long FORMAT = 1;

    static final String KIND = "kind";
    static final String FILE_KIND = "file";
    static final String PASSAGE_KIND = "passage";

    /// On the one point that tells of the collection itself.
    static final String MARKER_KIND = "marker";

    static final String DOCUMENT = "document";

    /// The number of the change that brought the document to this form.
    static final String CHANGE = "change";

    static final String FILE = "file";
    static final String PASSAGE = "passage";
    static final String ACCESS = "access";

    static final String CATEGORY = "category";
    static final String LANGUAGE = "language";
    static final String MEDIA_TYPE = "media_type";
    static final String SOURCE = "source";
    static final String YEAR = "year";
    static final String AUTHOR = "author";

    // of files

    /// On one point of each document only.
    static final String HEAD = "head";

    /// On the head, once the document is whole.
    static final String FINGERPRINT = "fingerprint";

    /// Whether the document has further files.
    static final String SEVERAL = "several";

    /// Numbers of the words and forms in the file, see [Terms].
    static final String TERMS = "terms";

    /// Share of the file's passages that have a vector, 0 to 1.
    static final String SHARE = "share";

    static final String NEWEST = "by_newest";
    static final String OLDEST = "by_oldest";

    /// The beginning of the title's key as a number, and all of it.
    static final String TITLE = "by_title";

    static final String TITLE_KEY = "title_key";

    // of passages

    static final String HAS_VECTOR = "vector";

    // of the marker

    static final String MODEL = "model";
    static final String FORMAT_NUMBER = "format";
    static final String CURSOR = "cursor";

    /// Being emptied.
    static final String CLEARING = "clearing";

    /// See [UsualLengths].
    static final String MEASURED_FILES = "measured_files";

    static final String MEASURED_WORDS = "measured_words";
    static final String MEASURED_FORMS = "measured_forms";
    static final String MEASURED_TITLED = "measured_titled";
    static final String MEASURED_TITLES = "measured_titles";

    // vectors

    static final String MEANING = "meaning";
    static final String FILE_WORDS = "file_words";
    static final String PASSAGE_WORDS = "passage_words";

    private Payload() {}

    static UUID ofFile(long file) {
        return named("file/" + file);
    }

    static UUID ofPassage(long passage) {
        return named("passage/" + passage);
    }

    static UUID ofMarker() {
        return named("marker");
    }

    /// A UUID of version 5, below a namespace of our own.
    private static UUID named(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest(("research-paas/" + name).getBytes(StandardCharsets.UTF_8));
            long most = 0;
            long least = 0;
            for (int i = 0; i < 8; i++) {
                most = (most << 8) | (digest[i] & 0xff);
                least = (least << 8) | (digest[i + 8] & 0xff);
            }
            return new UUID(
                    (most & 0xffffffffffff0fffL) | 0x5000L,
                    (least & 0x3fffffffffffffffL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1.", e);
        }
    }

    static long number(Map<String, Value> payload, String key) {
        Value value = payload.get(key);
        return value == null ? 0 : value.getIntegerValue();
    }

    static @Nullable Integer year(Map<String, Value> payload) {
        Value value = payload.get(YEAR);
        return value == null ? null : Math.toIntExact(value.getIntegerValue());
    }

    static String text(Map<String, Value> payload, String key) {
        Value value = payload.get(key);
        return value == null ? "" : value.getStringValue();
    }

    static double share(Map<String, Value> payload) {
        Value value = payload.get(SHARE);
        return value == null ? 0 : value.getDoubleValue();
    }

    static boolean flag(Map<String, Value> payload, String key) {
        Value value = payload.get(key);
        return value != null && value.getBoolValue();
    }
}
