package researchpaas.answer;

import java.util.List;
import researchpaas.search.SearchResult.Hit;

/// What was found for a question, behind the gate.
///
/// @param alternatives the question's telling words first, then those of what else was searched
/// @param translated the question's telling words, said in the other language too
/// @param parts what the question asks for, one after the other; at least one
/// @param searched the words that were searched for, the question's own first
/// @param hits the best first
/// @param sources the best first; the passages of the hits
record Material(
        List<QuestionWords> alternatives,
        QuestionWords translated,
        List<QuestionPart> parts,
        List<String> searched,
        List<Hit> hits,
        List<Source> sources) {
    Material {
        alternatives = List.copyOf(alternatives);
        parts = List.copyOf(parts);
        searched = List.copyOf(searched);
        hits = List.copyOf(hits);
        sources = List.copyOf(sources);
    }
}
