package researchpaas.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import researchpaas.account.Reader;

/// Reads documents behind the gate: what the reader may not see is absent, in every method alike. A
/// document is seen when at least one of its files is; only those files are part of it.
public interface Documents {
    Optional<Document> find(DocumentKey key, Reader reader);

    /// Those of the documents that the reader may see, in no set order.
    List<Document> findAll(Collection<DocumentId> ids, Reader reader);

    /// Those that the reader may see, by category and number.
    ///
    /// @param offset how many of the first to leave out
    List<DocumentId> list(int offset, int limit, Reader reader);

    Optional<Page> page(FileId file, int number, Reader reader);

    /// The numbers of the pages on which something is hidden, see [HiddenText].
    List<Integer> pagesWithHiddenText(FileId file, Reader reader);

    /// Passages by id, in no set order.
    List<Passage> passages(Collection<PassageId> ids, Reader reader);

    /// Those that stand before and behind each of the passages in its file, in no set order.
    ///
    /// @param within how many places before and behind
    List<Passage> passagesBeside(Collection<PassageId> ids, int within, Reader reader);

    Counts count(Reader reader);

    /// How many of the documents that the reader may see have changed since.
    ///
    /// @param change a change number, see [Changes]
    long countChangedAfter(long change, Reader reader);
}
