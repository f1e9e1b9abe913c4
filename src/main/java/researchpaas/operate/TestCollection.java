package researchpaas.operate;

import java.util.List;
import java.util.Map;

/// Documents, questions, and which documents answer which question.
///
/// @param relevant for each question's id the grade of each document's id; 0 is not relevant
public record TestCollection(
        String name,
        List<Item> documents,
        List<Item> questions,
        Map<String, Map<String, Integer>> relevant) {
    public TestCollection {
        documents = List.copyOf(documents);
        questions = List.copyOf(questions);
        relevant = Map.copyOf(relevant);
    }

    /// @param title empty where there is none
    public record Item(String id, String title, String text) {}
}
