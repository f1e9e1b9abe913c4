package researchpaas.search;

import java.util.List;
import researchpaas.document.Changes.Change;
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
    void apply(List<Change> changes, long cursor);

    /// Forgets everything: an empty index with cursor 0, in one durable step.
    void startOver();

    Size size();
}
