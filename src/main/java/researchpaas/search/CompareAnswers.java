package researchpaas.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.Query.Mode;
import researchpaas.search.Served.Serving;

/// Asks the index that serves and the one that is being built the same questions, each with the
/// model of its own vectors, both through the one fusion.
@Component
public final class CompareAnswers {
    private static final int FIRST = 10;
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
    /// @param overlap the mean share of the first ten documents that both have, 0 to 1
    /// @param least the lowest share
    /// @param sameFirst how many have the same first document
    public record Compared(int questions, double overlap, double least, int sameFirst) {}

    /// @throws SearchIndex.IndexUnavailable when either cannot answer
    public Compared compare(Choice other, List<String> questions, Reader reader) {
        Serving served = active.now();
        Serving beside = active.besideServing(other).orElseThrow();
        List<Double> shares = new ArrayList<>();
        int sameFirst = 0;
        for (String question : questions) {
            List<DocumentId> was = first(served, question, reader);
            List<DocumentId> is = first(beside, question, reader);
            if (!was.isEmpty() || !is.isEmpty()) {
                shares.add(share(was, is));
                sameFirst +=
                        was.stream().limit(1).toList().equals(is.stream().limit(1).toList())
                                ? 1
                                : 0;
            }
        }
        return new Compared(
                shares.size(),
                shares.stream().mapToDouble(share -> share).average().orElse(1),
                shares.stream().mapToDouble(share -> share).min().orElse(1),
                sameFirst);
    }

    private List<DocumentId> first(Serving serving, String question, Reader reader) {
        Query query = new Query(question, Filter.NONE, Mode.HYBRID, 0, FIRST);
        return new OneSearch(serving, hits, ranking, query, reader).first();
    }

    private static double share(List<DocumentId> was, List<DocumentId> is) {
        Set<DocumentId> both = new HashSet<>(was);
        both.retainAll(new HashSet<>(is));
        return (double) both.size() / Math.max(was.size(), is.size());
    }
}
