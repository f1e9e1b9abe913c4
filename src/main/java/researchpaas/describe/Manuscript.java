package researchpaas.describe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Heading;
import researchpaas.document.Page;

/// A file as it was read, before anything is known about it.
///
/// @param fileName with its ending, without folders
/// @param pages at least one
/// @param headings in the order of the text
/// @param clues what the file says of itself
/// @param modifiedAt of the file, the last resort for a date
public record Manuscript(
        String fileName,
        Category category,
        List<Page> pages,
        List<Heading> headings,
        Clues clues,
        Instant modifiedAt) {
    public Manuscript {
        pages = List.copyOf(pages);
        headings = List.copyOf(headings);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("a manuscript has at least one page");
        }
    }

    /// The file's own fields, to be believed with care.
    ///
    /// @param created a date in ISO 8601, or its beginning
    public record Clues(@Nullable String title, @Nullable String author, @Nullable String created) {
        public static final Clues NONE = new Clues(null, null, null);
    }
}
