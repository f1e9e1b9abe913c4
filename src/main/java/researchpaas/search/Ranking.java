package researchpaas.search;

import org.springframework.stereotype.Component;

/// How the legs become one ranking. The figures behind these choices are in docs/performance.md.
///
/// @param meaningWeight share of the meaning leg where the model knows the question's language;
///   elsewhere it is 0
/// @param feedback how much of each of the first documents' vectors is added to the question's; 0
///   for none
/// @param feedbackDocuments how many documents that are
/// @param depth documents taken from each leg
@Component
record Ranking(
        Fusion fusion, double meaningWeight, double feedback, int feedbackDocuments, int depth) {
    /// The one in use.
    Ranking() {
        this(Fusion.MIN_MAX_SUM, 0.5, 0.17, 3, 200);
    }
}
