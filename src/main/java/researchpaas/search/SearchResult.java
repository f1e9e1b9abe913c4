package researchpaas.search;

import java.time.Duration;
import java.util.List;
import researchpaas.document.Document;
import researchpaas.document.Passage;
import researchpaas.search.Highlighter.Span;

/// @param hits in the asked order
/// @param total how many documents were candidates: those that hold words of the question, and
///   those nearest to its meaning. A search by relevance without facets counts at least so many
/// @param facets of the candidates, each without its own filter; empty where not asked for
/// @param degraded the search index did not answer: found by words in the database alone, at most
///   [FallbackSearch#MOST] documents, without facets
public record SearchResult(
        List<Hit> hits,
        long total,
        Facets facets,
        Leg words,
        Leg meaning,
        Duration took,
        boolean degraded) {
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /// @param passages best first; empty when only the document's title or metadata answered
    /// @param titleMarks where the question's words stand in the title
    public record Hit(Document document, List<Span> titleMarks, List<MarkedPassage> passages) {
        public Hit {
            titleMarks = List.copyOf(titleMarks);
            passages = List.copyOf(passages);
        }
    }

    /// @param marks where the question's words stand in the passage's text
    public record MarkedPassage(Passage passage, List<Span> marks) {
        public MarkedPassage {
            marks = List.copyOf(marks);
        }
    }

    /// What became of one leg of the search.
    public sealed interface Leg {
        /// @param found how many documents it found
        record Used(long found) implements Leg {}

        record Unused(Why why) implements Leg {}

        record Failed() implements Leg {}

        enum Why {
            /// By the mode; or the list is not by relevance and needed no more than the words.
            NOT_ASKED,
            /// The model does not know the question's language.
            LANGUAGE_UNKNOWN_TO_MODEL
        }
    }
}
