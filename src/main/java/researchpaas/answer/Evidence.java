package researchpaas.answer;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import researchpaas.document.PassageId;
import researchpaas.search.TextAnalysis.Term;

/// Whether what was found can carry an answer at all.
///
/// @param own how much of the question the passage says that says most of it, 0 to 1
/// @param translated the same where what a dictionary has of its words in the other language counts
///   too: any of a word's meanings, so that it says less
record Evidence(double own, double translated) {
    private static final double LEAST = 0.35;

    private static final double LEAST_IF_NEAR = 0.2;

    private static final double THIN = 0.5;

    /// A model understands what words alone do not find; where next to nothing was found, it is
    /// spared.
    private static final double LEAST_FOR_MODEL = 0.06;

    /// One word of several may stand in a passage by chance: the passage counts for so much of it.
    private static final double ONE_WORD = 0.5;

    /// By what was found; what stands beside it is read, and no evidence that the question has an
    /// answer here.
    static Evidence of(Material material) {
        Set<PassageId> found =
                material.hits().stream()
                        .flatMap(hit -> hit.passages().stream())
                        .map(marked -> marked.passage().id())
                        .collect(Collectors.toSet());
        List<Source> sources =
                material.sources().stream()
                        .filter(source -> found.contains(source.passage().id()))
                        .toList();
        double own =
                material.alternatives().stream()
                        .mapToDouble(words -> best(words, sources))
                        .max()
                        .orElse(0);
        return new Evidence(own, best(material.translated(), sources));
    }

    private static double best(QuestionWords words, List<Source> sources) {
        return sources.stream().mapToDouble(source -> share(words, source)).max().orElse(0);
    }

    private static double share(QuestionWords words, Source source) {
        List<Term> terms = source.withContext();
        boolean byChance = words.words().size() > 1 && words.saidBy(terms) < 2;
        double share = words.share(terms) * (byChance ? ONE_WORD : 1);
        boolean named = !byChance && words.areNamedBy(terms);
        return named ? Math.max(share, LEAST) : share;
    }

    double best() {
        return Math.max(own, translated);
    }

    /// Other words may find more.
    boolean isThin() {
        return own < THIN;
    }

    boolean isWorthAsking() {
        return best() >= LEAST_FOR_MODEL;
    }

    boolean carries() {
        return own >= LEAST;
    }

    /// Where a sentence is near to the question in meaning too.
    boolean mayCarry() {
        return own >= LEAST_IF_NEAR;
    }

    /// Where a sentence in the other language is.
    boolean mayCarryTranslated() {
        return translated >= LEAST;
    }
}
