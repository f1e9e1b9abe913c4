package researchpaas.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that does not agree.
///
/// @param count how often; of kinds that are rows of the database at most 10,000 are counted
/// @param examples the first ones
public record Finding(Kind kind, long count, List<Place> examples) {
    public Finding {
        examples = List.copyOf(examples);
    }

    public enum Kind {
        /// A document, a file or a passage is in the database and not in the index.
        NOT_INDEXED,
        /// The index holds what the database does not have, or holds it twice.
        GHOST,
        /// The index holds an earlier form of a document, though it has passed that change.
        STALE,
        /// The index would show a file to others than the database.
        ACCESS_DIFFERS,
        /// The database has a passage's vector, the index does not.
        VECTOR_NOT_INDEXED,
        /// The index did not reach the database's last change in time. The count is of changes.
        INDEX_BEHIND,
        /// A published file has fewer or more pages or passages than were published.
        TEXT_INCOMPLETE,
        /// The ledger calls a file published, and none of its text is visible.
        TEXT_MISSING,
        /// A file is gone, and its text is still visible.
        TEXT_LEFT,
        /// Pages or passages of a file that has no published text.
        ORPHAN,
        /// A file has passages without a vector in a language that the model knows.
        NOT_EMBEDDED
    }

    /// Inner ids; absent where there is none.
    public record Place(@Nullable Long document, @Nullable Long file, @Nullable Long passage) {}
}
