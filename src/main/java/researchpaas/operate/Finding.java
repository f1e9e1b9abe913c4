package researchpaas.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;

/// Something that does not agree.
///
/// @param source of a drive, its name; absent for other kinds
/// @param trouble why a drive could not be listed; absent for other kinds
/// @param count how often; of kinds that are rows of the database, and of each drive, at most
///   10,000 are counted
/// @param examples the first ones
public record Finding(
        Kind kind,
        @Nullable String source,
        @Nullable Reason trouble,
        long count,
        List<Place> examples) {
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
        NOT_EMBEDDED,
        /// A drive could not be listed, so nothing is known of its items.
        DRIVE_NOT_LISTED,
        /// A drive's file is neither found here nor refused with a reason.
        DRIVE_MISSING,
        /// A file is in the library that its drive does not list.
        DRIVE_EXTRA,
        /// The library has other bytes, another name or another folder than the drive lists.
        DRIVE_STALE,
        /// A file is found by others than may see it by the drive or the source's setting.
        DRIVE_ACCESS
    }

    /// Inner ids, or an item of a drive by its path and its id there; absent where there is none.
    public record Place(
            @Nullable Long document,
            @Nullable Long file,
            @Nullable Long passage,
            @Nullable String path,
            @Nullable String item) {
        public Place(@Nullable Long document, @Nullable Long file, @Nullable Long passage) {
            this(document, file, passage, null, null);
        }
    }
}
