package researchpaas.takeover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.document.Publication.Description;
import researchpaas.ingest.SourceFile;

/// What an old row is here.
sealed interface Meaning {
    /// A file that is awaited, and what is known of it; for a dataset its card.
    ///
    /// @param number the document's; absent where the old system had none of its own for it
    /// @param dataset the key of the dataset that the file belongs to
    /// @param file where it lies in the takeover's source, in a folder that tells its category
    /// @param sha256 absent where it is unknown
    /// @param text what is shown and found until the file itself is read
    /// @param oldPlace what tells the row from another one under the same key
    record File(
            Category category,
            @Nullable Long number,
            @Nullable String dataset,
            SourceFile file,
            @Nullable String sha256,
            Description description,
            String text,
            String oldPlace)
            implements Meaning {}

    /// Something that is here already, or an old row that is.
    ///
    /// @param file absent where nothing was made of the old row
    record Known(@Nullable FileId file) implements Meaning {}

    /// A paper or poster has to do with a dataset.
    ///
    /// @param table of the paper or poster
    record Link(
            String table,
            String key,
            String dataset,
            String type,
            @Nullable Double confidence,
            @Nullable String notes)
            implements Meaning {}

    /// A row of a table that has no meaning here; kept as it is.
    record Extra() implements Meaning {}

    /// A row that cannot become what it should.
    record Unusable(Refusal refusal) implements Meaning {}

    /// Each has a sentence in the bundles, `takeover.refusal.NAME`.
    enum Refusal {
        /// The key is no number from 1 on.
        NO_NUMBER,
        /// Neither a path nor a name.
        NO_NAME,
        /// It does not say whether it is a paper, a poster or a dataset.
        NO_CATEGORY,
        /// The path is longer than any that can be stored.
        PATH_TOO_LONG,
        /// Number or place belong to another document by now.
        TAKEN
    }

    /// A row's own times in UTC.
    record Times(
            @Nullable EarlierTime created,
            @Nullable EarlierTime updated,
            @Nullable EarlierTime indexed) {
        static @Nullable Instant instant(@Nullable EarlierTime time) {
            return time == null ? null : time.instant();
        }
    }
}
