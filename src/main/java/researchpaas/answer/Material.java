package researchpaas.answer;

import java.util.List;
import researchpaas.search.SearchResult.Hit;

/// What was found for a question, behind the gate.
///
/// @param searched the words that were searched for, the question's own first
/// @param hits the best first
/// @param sources the best first; the passages of the hits
record Material(QuestionWords words, List<String> searched, List<Hit> hits, List<Source> sources) {
    Material {
        searched = List.copyOf(searched);
        hits = List.copyOf(hits);
        sources = List.copyOf(sources);
    }
}
