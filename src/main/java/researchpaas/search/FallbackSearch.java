package researchpaas.search;

import java.util.List;
import java.util.Map;
import researchpaas.account.Reader;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;

/// Finds by words, or lists, out of the database alone, for as long as no search index answers:
/// plainer and slower than an index, and bounded. Behind the gate, as an index is.
public interface FallbackSearch {
    /// How many documents are found at most.
    int MOST = 200;

    /// The files that hold at least one of the words: those with more of them first, and a word in
    /// title, authors, keywords or the file's name counts for more than one in a passage. In any
    /// other order than [Order#RELEVANCE], and without words, documents are in that order.
    ///
    /// @param words parts of words, folded to lower case; empty for every document
    /// @param filter of each file by itself
    Found find(List<String> words, Filter filter, Order order, Reader reader);

    /// @param documents each once, [#MOST] at most
    /// @param passages of those that hold words in passages, the best of each first
    record Found(List<DocumentId> documents, Map<DocumentId, List<PassageId>> passages) {
        public Found {
            documents = List.copyOf(documents);
            passages = Map.copyOf(passages);
        }
    }
}
