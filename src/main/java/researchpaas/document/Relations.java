package researchpaas.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;

/// Which papers and posters have to do with which datasets.
public interface Relations {
    /// Replaces what was known of these two.
    void relate(Relation relation);

    /// The document's relations to documents that the reader may see, the surest first; empty when
    /// he may not see the document itself.
    List<Related> of(DocumentId document, Reader reader);

    /// @param from a paper or poster
    /// @param type for example `cited`, `used` or `created`
    /// @param confidence from 0 to 1, absent where nobody said
    record Relation(
            DocumentId from,
            DocumentId dataset,
            String type,
            @Nullable Double confidence,
            @Nullable String notes) {}

    /// @param other the document at the other end
    record Related(Document other, String type, @Nullable Double confidence) {}
}
