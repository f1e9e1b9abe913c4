package researchpaas.document;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much one reader may see.
///
/// @param byCategory every category is a key
/// @param bytes of the original files
/// @param lastUpdate the newest change of a document, absent in an empty library
public record Counts(
        Map<Category, Long> byCategory,
        long files,
        long passages,
        long bytes,
        @Nullable Instant lastUpdate) {
    /// Of nothing.
    public static final Counts NONE = new Counts(Map.of(), 0, 0, 0, null);

    public Counts {
        byCategory = Map.copyOf(byCategory);
    }

    public long documents() {
        return byCategory.values().stream().mapToLong(Long::longValue).sum();
    }
}
