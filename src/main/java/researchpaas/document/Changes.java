package researchpaas.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What search indexes follow. No reader: this feeds the index, which has a gate of its own;
/// nothing shown to a person may come from here.
public interface Changes {
    /// Documents whose latest change has a number above the cursor, lowest number first. A document
    /// appears once, in its present state.
    ///
    /// @param limit how many at most; fewer may come when they are large, at least one when there
    ///   is any
    /// @param model the vectors to deliver
    List<Change> after(long cursor, int limit, String model);

    /// The highest number given so far, 0 in an empty library.
    long last();

    /// The document is to be replaced in, or removed from, the index.
    sealed interface Change {
        long number();

        DocumentId document();

        record Present(
                long number,
                DocumentId document,
                Category category,
                String title,
                List<String> authors,
                String summary,
                List<String> keywords,
                @Nullable Integer year,
                Language language,
                List<IndexedFile> files)
                implements Change {
            public Present {
                authors = List.copyOf(authors);
                keywords = List.copyOf(keywords);
                files = List.copyOf(files);
            }
        }

        record Gone(long number, DocumentId document) implements Change {}
    }

    /// @param accessSet see [Access]
    /// @param source the source's id
    record IndexedFile(
            FileId file,
            String name,
            String mediaType,
            long source,
            long accessSet,
            List<IndexedPassage> passages) {
        public IndexedFile {
            passages = List.copyOf(passages);
        }
    }

    /// @param vector unit length; absent when the model does not know the passage's language
    @SuppressWarnings("ArrayRecordComponent")
    record IndexedPassage(
            PassageId id,
            String text,
            String heading,
            Language language,
            float @Nullable [] vector) {}
}
