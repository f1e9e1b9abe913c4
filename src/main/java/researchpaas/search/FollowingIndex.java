package researchpaas.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.Size;

/// The side of a search engine that follows the database. All methods throw [IndexUnavailable] when
/// the engine cannot answer.
public interface FollowingIndex {
    /// What status pages call it: one word, lower case.
    String engine();

    /// The change number up to which everything is applied and durable; 0 for a new index.
    long cursor();

    /// Applies the changes and the new cursor in one durable step: after a crash both are there or
    /// neither. A document is replaced whole; applying the same changes again changes nothing.
    /// Where several instances share an index, one of them applies at a time; the others wait for a
    /// while, and return without having applied anything: the cursor tells.
    void apply(List<Change> changes, long cursor);

    /// Forgets everything: an empty index with cursor 0, in one durable step.
    void startOver();

    Size size();

    /// What the index holds of the documents with an id above this one, lowest id first: for
    /// comparing it with the database, not for showing. The stretch has fewer documents when they
    /// are large, and is empty only at the end.
    ///
    /// @param limit how many documents at most
    List<Held> held(DocumentId after, int limit);

    /// What it holds of these documents; those that it does not know are absent.
    Map<DocumentId, Held> held(Collection<DocumentId> documents);

    /// Drops the documents, whatever it holds of them, in one durable step. The cursor stays, so a
    /// document comes back with its next change only.
    void forget(Collection<DocumentId> documents);

    /// A document as it stands in an index, or as it should.
    ///
    /// @param change the number of the change that brought it to this form
    /// @param parts each file, and each of its passages; in no order
    record Held(DocumentId document, long change, List<Part> parts) {
        public Held {
            parts = List.copyOf(parts);
        }
    }

    /// @param passage absent for the file as a whole
    /// @param accessSet see [researchpaas.document.Access]
    /// @param vector whether the passage has one; a file has none
    record Part(FileId file, @Nullable PassageId passage, long accessSet, boolean vector) {}
}
