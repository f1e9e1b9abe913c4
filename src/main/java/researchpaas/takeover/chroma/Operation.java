package researchpaas.takeover.chroma;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.chroma.StoreDatabase.Row;

/// One entry of the queue.
///
/// @param hasVector whether a vector came with it
/// @param metadata what is set; a key without a value is taken away
record Operation(
        long sequence,
        Kind kind,
        String id,
        boolean hasVector,
        Map<String, @Nullable Object> metadata) {
    /// What is added twice stays as it was first, what is not there cannot be updated.
    enum Kind {
        ADD,
        UPDATE,
        UPSERT,
        DELETE
    }

    /// What it makes of a row, or of the absence of one.
    @Nullable Row on(@Nullable Row row) {
        return switch (kind) {
            case ADD -> row == null ? changed(new Row(id, Map.of())) : row;
            case UPDATE -> row == null ? null : changed(row);
            case UPSERT -> changed(row == null ? new Row(id, Map.of()) : row);
            case DELETE -> null;
        };
    }

    private Row changed(Row row) {
        Map<String, Object> now = new HashMap<>(row.metadata());
        metadata.forEach((key, value) -> {
            if (value == null) {
                now.remove(key);
            } else {
                now.put(key, value);
            }
        });
        return new Row(id, now);
    }
}
