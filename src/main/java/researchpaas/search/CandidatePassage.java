package researchpaas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.FoundPassage;

/// A passage within a document that was found already, as an engine scored it. Which of them are
/// shown is chosen here, for every engine.
///
/// @param words 0 where no word of the question stands in it
/// @param meaning absent where it has no vector, or none was asked for
public record CandidatePassage(
        DocumentId document, PassageId passage, double words, @Nullable Double meaning) {
    private static final Comparator<FoundPassage> BEST =
            Comparator.comparingDouble(FoundPassage::score)
                    .reversed()
                    .thenComparingLong(found -> found.passage().value());

    /// Words and meaning, each stretched to 0…1 over all of them, are added.
    ///
    /// @return the best first, none that has neither
    public static Map<DocumentId, List<FoundPassage>> best(
            List<CandidatePassage> candidates, int perDocument) {
        double mostWords = candidates.stream().mapToDouble(CandidatePassage::words).max().orElse(0);
        double least = meanings(candidates).min().orElse(0);
        double range = meanings(candidates).max().orElse(0) - least;
        Map<DocumentId, List<FoundPassage>> best = new HashMap<>();
        for (CandidatePassage candidate : candidates) {
            Double near = candidate.meaning();
            if (candidate.words() > 0 || near != null) {
                double score =
                        (mostWords > 0 ? candidate.words() / mostWords : 0)
                                + (near != null && range > 0 ? (near - least) / range : 0);
                best.computeIfAbsent(candidate.document(), _ -> new ArrayList<>())
                        .add(new FoundPassage(candidate.passage(), score));
            }
        }
        best.replaceAll((_, found) -> found.stream().sorted(BEST).limit(perDocument).toList());
        return best;
    }

    private static DoubleStream meanings(List<CandidatePassage> candidates) {
        return candidates.stream()
                .map(CandidatePassage::meaning)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }
}
