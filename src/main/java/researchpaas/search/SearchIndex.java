package researchpaas.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;

/// A search engine. It returns the two legs with their scores and leaves fusion to
/// [SearchDocuments]. Everything it returns is behind the gate. All methods throw
/// [IndexUnavailable] when the engine cannot answer.
public interface SearchIndex extends FollowingIndex {
    /// The best documents of each leg, best first, each document once.
    Legs legs(Request request, Reader reader);

    /// For each of the documents, its passages that answer the request best, best first.
    Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader);

    /// The vectors of those of the passages that the reader may see and that have one.
    Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader);

    /// What a request leaves to choose from: how many documents, what they can be narrowed to, and
    /// a stretch of them in an order other than by relevance.
    ///
    /// The candidates are files: those in which the word leg finds something, whatever the depth,
    /// and those that hold a passage of the meaning leg. A request with neither words nor vector
    /// has every file. A document counts once, however many of its files are candidates, and it has
    /// the media types and sources of these files only.
    ///
    /// A facet's counts leave out that facet's own filter, so that a reader can widen it: they are
    /// of the candidates of the request as it is and of the request without that part of its
    /// filter. So the values that are chosen (or all, where none is) have as many documents as the
    /// request has; by meaning, a further value may bring more than it says, since the leg then
    /// reaches further down.
    ///
    /// @param meaning what [#legs] returned as the meaning leg of this request
    Candidates candidates(Request request, List<Scored> meaning, Window window, Reader reader);

    /// The passages of other documents that are most like a text, best first: nearest to its
    /// vector; where it has none, those that share its most telling words, rare ones before common
    /// ones. Several may be of one document.
    ///
    /// @param most how many passages at most
    List<NearPassage> similar(Likeness likeness, int most, Reader reader);

    /// @param words text as the reader wrote it, not a query language; blank means no word leg
    /// @param meaning the question's vector, absent for no meaning leg
    /// @param depth how many documents each leg returns at most
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String words, float @Nullable [] meaning, Filter filter, int depth) {}

    /// @param wordsTotal how many documents hold the words in all, beyond `depth` too
    /// @param wordsIdeal the score of a text that could not say more of the question's words; 0
    ///   where the engine cannot tell
    record Legs(List<Scored> words, long wordsTotal, double wordsIdeal, List<Scored> meaning) {
        public Legs {
            words = List.copyOf(words);
            meaning = List.copyOf(meaning);
        }
    }

    /// @param score BM25 for words, cosine for meaning; comparable within one leg only
    /// @param best the passage that gave the score; absent where a whole file was scored
    /// @param vectors share of the passages of what was scored that have a vector, 0 to 1: how much
    ///   of it the meaning leg can see; 1 for a passage of that leg
    record Scored(DocumentId document, double score, @Nullable PassageId best, double vectors) {}

    record FoundPassage(PassageId passage, double score) {}

    /// @param page documents in the window's order; empty for [Window#NOTHING]
    record Candidates(long total, Facets facets, List<DocumentId> page) {
        public Candidates {
            page = List.copyOf(page);
        }
    }

    /// @param order as [Order] tells it, [Order#RELEVANCE] being [Order#NEWEST] here; years and
    ///   titles are those that every reader of the document sees
    record Window(Order order, int offset, int limit) {
        /// For counts alone.
        public static final Window NOTHING = new Window(Order.NEWEST, 0, 0);
    }

    /// @param vector absent where the model does not know the text's language
    /// @param except the document that the text is of
    @SuppressWarnings("ArrayRecordComponent")
    record Likeness(float @Nullable [] vector, String text, DocumentId except) {}

    /// @param score comparable within one answer only
    record NearPassage(DocumentId document, PassageId passage, double score) {}

    record Size(long documents, long passages) {}

    final class IndexUnavailable extends RuntimeException {
        private final Trouble trouble;

        public IndexUnavailable(String message, Throwable cause) {
            this(Trouble.OTHER, message, cause);
        }

        public IndexUnavailable(Trouble trouble, String message, Throwable cause) {
            super(message, cause);
            this.trouble = trouble;
        }

        public Trouble trouble() {
            return trouble;
        }
    }

    /// Why an engine does not answer, as far as it can be told.
    enum Trouble {
        /// Nobody answers at its address.
        UNREACHABLE,
        /// It did not answer in time.
        SLOW,
        /// It takes no more requests now.
        BUSY,
        KEY_REFUSED,
        /// It holds vectors of another length under the index's name.
        WRONG_DIMENSION,
        /// The index was removed from it.
        MISSING,
        /// Something that is not ours bears the index's name.
        NAME_TAKEN,
        /// It is of a version that this program does not speak with.
        VERSION,
        DISK_FULL,
        OTHER
    }
}
