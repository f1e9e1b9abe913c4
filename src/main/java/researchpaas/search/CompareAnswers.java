package researchpaas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.search.Fusion.Fused;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.Query.Mode;
import researchpaas.search.Served.Serving;

/// Asks the index that serves and the one that is being built the same questions, each with the
/// model of its own vectors, both through the one fusion.
@Component
public final class CompareAnswers {
    private static final int FIRST = 10;

    /// Of fused scores, which reach to 1. Where many documents answer alike, which ten come first
    /// is chance.
    private static final double AS_GOOD = 0.02;

    private static final List<Highlighter.Span> NO_MARKS = List.of();

    private final ActiveIndex active;
    private final Hits hits;
    private final Ranking ranking;

    CompareAnswers(ActiveIndex active, Documents documents, Ranking ranking) {
        this.active = active;
        this.hits = new Hits(documents, (_, texts) -> texts.stream().map(_ -> NO_MARKS).toList());
        this.ranking = ranking;
    }

    /// @param questions how many had an answer in either
    /// @param overlap the mean share of the first ten documents of the other index that are among
    ///   the first ten of the one that serves, or as good as its tenth, 0 to 1
    /// @param least the lowest share
    /// @param sameFirst how many have the same first document
    public record Compared(int questions, double overlap, double least, int sameFirst) {}

    /// @param goesOn asked before each question; false ends it, with what was compared by then
    /// @throws SearchIndex.IndexUnavailable when either cannot answer
    public Compared compare(
            Choice other, List<String> questions, Reader reader, BooleanSupplier goesOn) {
        Serving served = active.now();
        Serving beside = active.besideServing(other).orElseThrow();
        List<Double> shares = new ArrayList<>();
        int sameFirst = 0;
        for (String question : questions) {
            if (!goesOn.getAsBoolean()) {
                break;
            }
            List<Fused> was = fused(served, question, reader);
            List<Fused> is = fused(beside, question, reader);
            if (!was.isEmpty() || !is.isEmpty()) {
                shares.add(share(was, is));
                sameFirst += first(was).equals(first(is)) ? 1 : 0;
            }
        }
        return new Compared(
                shares.size(),
                shares.stream().mapToDouble(share -> share).average().orElse(1),
                shares.stream().mapToDouble(share -> share).min().orElse(1),
                sameFirst);
    }

    private List<Fused> fused(Serving serving, String question, Reader reader) {
        Query query = new Query(question, Filter.NONE, Mode.HYBRID, 0, FIRST);
        return new OneSearch(serving, hits, ranking, query, reader).fused();
    }

    private static Optional<DocumentId> first(List<Fused> ranked) {
        return ranked.stream().findFirst().map(Fused::document);
    }

    private static double share(List<Fused> was, List<Fused> is) {
        double tenth = was.stream().limit(FIRST).mapToDouble(Fused::score).min().orElse(0);
        Set<DocumentId> asGood =
                was.stream()
                        .filter(fused -> fused.score() >= tenth - AS_GOOD)
                        .map(Fused::document)
                        .collect(Collectors.toSet());
        long both = is.stream().limit(FIRST).map(Fused::document).filter(asGood::contains).count();
        return (double) both / Math.min(FIRST, Math.max(was.size(), is.size()));
    }
}
