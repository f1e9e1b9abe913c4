package researchpaas.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A paper or poster (one file) or a dataset (a folder of files), as one reader may see it.
///
/// @param summary the abstract, or the beginning of the text; may be empty
/// @param year of publication, where known
/// @param files those that the reader may see, in the order of their paths; never empty
public record Document(
        DocumentId id,
        DocumentKey key,
        String title,
        List<String> authors,
        String summary,
        List<String> keywords,
        @Nullable Integer year,
        Language language,
        Instant createdAt,
        Instant updatedAt,
        List<DocumentFile> files) {
    public Document {
        authors = List.copyOf(authors);
        keywords = List.copyOf(keywords);
        files = List.copyOf(files);
    }
}
