package researchpaas.operate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.search.FollowingIndex.Held;

/// The database's rows, for comparing them with each other and with an index. No reader: nothing
/// but ids comes from here.
public interface LibraryRecords {
    /// What an index that has caught up holds of the documents with an id above this one, lowest id
    /// first; a document without a visible file has no parts. The stretch has fewer documents when
    /// they are large, and is empty only at the end.
    ///
    /// @param model whose vectors
    /// @param limit how many documents at most
    List<Held> toHold(DocumentId after, int limit, String model);

    /// The same of these documents; those without a row are absent.
    Map<DocumentId, Held> toHold(Collection<DocumentId> documents, String model);

    /// Rows of the database that do not fit each other.
    ///
    /// @param languages that the model knows: passages in these have a vector
    /// @param most of each kind
    Set<Misfit> misfits(String model, Set<Language> languages, int most);

    /// The next scan reads the files again, although neither they nor the reader changed. What is
    /// published stays until then.
    void distrust(Collection<FileId> files);

    /// Removes pages and passages of files that have no published text.
    void dropOrphans(Collection<FileId> files);

    /// @param document absent where the rows belong to none
    record Misfit(Finding.Kind kind, @Nullable DocumentId document, FileId file) {}
}
