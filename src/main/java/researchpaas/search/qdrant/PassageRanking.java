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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.CandidatePassage;
import researchpaas.search.SearchIndex.FoundPassage;

/// Scores the passages within documents that were found already, see [CandidatePassage]. Of each
/// document and leg the best passages are taken, then each of them is scored in both.
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

    Map<DocumentId, List<FoundPassage>> best(int perDocument) {
        Map<Long, Long> documentOf = candidates(perDocument);
        return documentOf.isEmpty()
                ? Map.of()
                : CandidatePassage.best(scored(documentOf), perDocument);
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

    private List<CandidatePassage> scored(Map<Long, Long> documentOf) {
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
        List<CandidatePassage> scored = new ArrayList<>();
        documentOf.forEach((passage, document) -> {
            if (words.containsKey(passage) || meaning.containsKey(passage)) {
                scored.add(
                        new CandidatePassage(
                                new DocumentId(document),
                                new PassageId(passage),
                                words.getOrDefault(passage, 0.0),
                                meaning.get(passage)));
            }
        });
        return scored;
    }
}
