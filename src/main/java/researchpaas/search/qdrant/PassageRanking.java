package researchpaas.search.qdrant;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.PointsGrpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.FoundPassage;

/// Orders the passages within documents that were found already: words and meaning, each stretched
/// to 0…1 over all of them, are added. This chooses what is shown, not which document stands first.
///
/// Of each document and leg the best passages are taken, then each of them is scored in both.
final class PassageRanking {
    private static final int FEWEST_OF_EACH = 12;

    private final QdrantStore store;
    private final Gate gate;
    private final List<DocumentId> documents;
    private final Map<String, Query> legs = new LinkedHashMap<>();

    PassageRanking(
            QdrantStore store,
            Gate gate,
            Collection<DocumentId> documents,
            Map<Long, Double> weights,
            float @Nullable [] meaning) {
        this.store = store;
        this.gate = gate;
        this.documents = List.copyOf(documents);
        if (!weights.isEmpty()) {
            legs.put(Payload.PASSAGE_WORDS, Legwork.byWords(weights));
        }
        if (meaning != null) {
            legs.put(Payload.MEANING, Legwork.byMeaning(meaning));
        }
    }

    /// @param words 0 where no word of the question stands in it
    /// @param meaning absent where it has no vector, or none was asked for
    private record Candidate(long document, long passage, double words, @Nullable Double meaning) {}

    Map<DocumentId, List<FoundPassage>> best(int perDocument) {
        Map<Long, Long> documentOf = candidates(perDocument);
        if (documentOf.isEmpty()) {
            return Map.of();
        }
        List<Candidate> scored = scored(documentOf);
        double mostWords = scored.stream().mapToDouble(Candidate::words).max().orElse(0);
        double least = meanings(scored).min().orElse(0);
        double range = meanings(scored).max().orElse(0) - least;
        Map<DocumentId, List<FoundPassage>> best = new HashMap<>();
        for (Candidate candidate : scored) {
            Double near = candidate.meaning();
            double score =
                    (mostWords > 0 ? candidate.words() / mostWords : 0)
                            + (near != null && range > 0 ? (near - least) / range : 0);
            best.computeIfAbsent(new DocumentId(candidate.document()), _ -> new ArrayList<>())
                    .add(new FoundPassage(new PassageId(candidate.passage()), score));
        }
        best.replaceAll((_, found) ->
                found.stream()
                        .sorted(
                                Comparator.comparingDouble(FoundPassage::score)
                                        .reversed()
                                        .thenComparingLong(one -> one.passage().value()))
                        .limit(perDocument)
                        .toList());
        return best;
    }

    private static java.util.stream.DoubleStream meanings(List<Candidate> scored) {
        return scored.stream()
                .map(Candidate::meaning)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    private Map<Long, Long> candidates(int perDocument) {
        Filter within =
                gate.of(Payload.PASSAGE_KIND)
                        .addMust(
                                Conditions.oneOf(
                                        Payload.DOCUMENT,
                                        documents.stream().map(DocumentId::value).toList()))
                        .build();
        List<QueryPointGroups> groups = new ArrayList<>();
        legs.forEach((using, query) ->
                groups.add(
                        QueryPointGroups.newBuilder()
                                .setCollectionName(store.collection())
                                .setQuery(query)
                                .setUsing(using)
                                .setFilter(within)
                                .setGroupBy(Payload.DOCUMENT)
                                .setLimit(documents.size())
                                .setGroupSize(Math.max(FEWEST_OF_EACH, 2 * perDocument))
                                .setWithPayload(
                                        WithPayloadSelectorFactory.include(
                                                List.of(Payload.DOCUMENT, Payload.PASSAGE)))
                                .build()));
        Map<Long, Long> documentOf = new HashMap<>();
        store.askAll(PointsGrpc.getQueryGroupsMethod(), groups).stream()
                .flatMap(answer -> answer.getResult().getGroupsList().stream())
                .flatMap(group -> group.getHitsList().stream())
                .map(ScoredPoint::getPayloadMap)
                .forEach(payload ->
                        documentOf.put(
                                Payload.number(payload, Payload.PASSAGE),
                                Payload.number(payload, Payload.DOCUMENT)));
        return documentOf;
    }

    private List<Candidate> scored(Map<Long, Long> documentOf) {
        Filter those =
                gate.of(Payload.PASSAGE_KIND)
                        .addMust(
                                Conditions.ids(
                                        documentOf.keySet().stream()
                                                .map(Payload::ofPassage)
                                                .toList()))
                        .build();
        List<String> names = List.copyOf(legs.keySet());
        List<QueryPoints> queries = new ArrayList<>();
        legs.forEach((using, query) ->
                queries.add(
                        Legwork.query(
                                store,
                                query,
                                using,
                                those,
                                documentOf.size(),
                                List.of(Payload.PASSAGE))));
        Map<Long, Double> words = new HashMap<>();
        Map<Long, Double> meaning = new HashMap<>();
        List<List<ScoredPoint>> answers = Legwork.answers(store, queries);
        for (int i = 0; i < names.size(); i++) {
            Map<Long, Double> leg = names.get(i).equals(Payload.MEANING) ? meaning : words;
            for (ScoredPoint hit : answers.get(i)) {
                leg.put(
                        Payload.number(hit.getPayloadMap(), Payload.PASSAGE),
                        (double) hit.getScore());
            }
        }
        List<Candidate> scored = new ArrayList<>();
        documentOf.forEach((passage, document) -> {
            if (words.containsKey(passage) || meaning.containsKey(passage)) {
                scored.add(
                        new Candidate(
                                document,
                                passage,
                                words.getOrDefault(passage, 0.0),
                                meaning.get(passage)));
            }
        });
        return scored;
    }
}
