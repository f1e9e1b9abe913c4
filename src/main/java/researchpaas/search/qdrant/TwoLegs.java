package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.Legs;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;

/// The two legs of a request, in one request to the server.
final class TwoLegs {
    /// How many passages a document is expected to bring along.
    private static final int PASSAGES_PER_DOCUMENT = 2;

    /// How many files a document is expected to bring along at first.
    private static final int FILES_PER_DOCUMENT = 2;

    private static final int MOST_FILES = 20_000;

    private static final int MOST_DOCUMENTS = 1_000_000;

    private final QdrantStore store;
    private final Gate gate;
    private final Request request;

    TwoLegs(QdrantStore store, Gate gate, Request request) {
        this.store = store;
        this.gate = gate;
        this.request = request;
    }

    Legs find(Question question) {
        Rarity rarity =
                question.isEmpty() ? null : Rarity.of(question.counted(), gate.visible(), store);
        Map<Long, Double> weights = rarity == null ? Map.of() : question.fileWeights(rarity);
        int files = request.depth() * FILES_PER_DOCUMENT;
        List<QueryPoints> both = new ArrayList<>();
        if (!weights.isEmpty()) {
            both.add(wordsQuery(weights, files));
        }
        if (request.meaning() != null) {
            both.add(meaningQuery(gate.filter()));
        }
        List<List<ScoredPoint>> answers = Legwork.answers(store, both);
        List<Scored> byMeaning =
                request.meaning() == null
                        ? List.of()
                        : meaning(answers.getLast()).best(request.depth());
        if (!weights.isEmpty()) {
            long total = documents(question.terms());
            if (total > 0) {
                List<Scored> byWords = words(weights, answers.getFirst(), files);
                return new Legs(byWords, total, ideal(question, rarity), byMeaning);
            }
        }
        List<Scored> begun = begun(question);
        return new Legs(
                begun,
                begun.isEmpty() ? 0 : documents(question.begunTerms()),
                ideal(question, rarity),
                byMeaning);
    }

    private static double ideal(
            Question question, @org.jspecify.annotations.Nullable Rarity rarity) {
        return rarity == null ? 0 : question.ideal(rarity);
    }

    private QueryPoints wordsQuery(Map<Long, Double> weights, int files) {
        return Legwork.query(
                store,
                Legwork.byWords(weights),
                Payload.FILE_WORDS,
                gate.of(Payload.FILE_KIND).build(),
                files,
                List.of(Payload.DOCUMENT, Payload.SHARE));
    }

    /// A dataset may have many files, so it goes on until there are documents enough.
    private List<Scored> words(Map<Long, Double> weights, List<ScoredPoint> first, int files) {
        List<ScoredPoint> hits = first;
        int limit = files;
        BestOfEach best = words(hits);
        while (best.size() < request.depth() && hits.size() == limit && limit < MOST_FILES) {
            limit *= 4;
            hits = Legwork.answers(store, List.of(wordsQuery(weights, limit))).getFirst();
            best = words(hits);
        }
        return best.best(request.depth());
    }

    private static BestOfEach words(List<ScoredPoint> hits) {
        BestOfEach best = new BestOfEach();
        for (ScoredPoint hit : hits) {
            best.add(
                    Payload.number(hit.getPayloadMap(), Payload.DOCUMENT),
                    hit.getScore(),
                    null,
                    Payload.share(hit.getPayloadMap()));
        }
        return best;
    }

    private QueryPoints meaningQuery(researchpaas.search.Filter filter) {
        float[] vector = request.meaning();
        return Legwork.query(
                store,
                Legwork.byMeaning(vector == null ? new float[0] : vector),
                Payload.MEANING,
                gate.of(Payload.PASSAGE_KIND, filter).build(),
                request.depth() * PASSAGES_PER_DOCUMENT,
                List.of(Payload.DOCUMENT, Payload.PASSAGE, Payload.FILE));
    }

    private static BestOfEach meaning(List<ScoredPoint> hits) {
        BestOfEach best = new BestOfEach();
        for (ScoredPoint hit : hits) {
            best.add(
                    Payload.number(hit.getPayloadMap(), Payload.DOCUMENT),
                    hit.getScore(),
                    new PassageId(Payload.number(hit.getPayloadMap(), Payload.PASSAGE)),
                    1);
        }
        return best;
    }

    /// Of each document that the meaning leg would find under one of these filters, the file with
    /// its nearest passage.
    Set<Long> nearFiles(Collection<researchpaas.search.Filter> filters) {
        Set<Long> files = new HashSet<>();
        if (request.meaning() == null) {
            return files;
        }
        for (List<ScoredPoint> hits :
                Legwork.answers(store, filters.stream().map(this::meaningQuery).toList())) {
            Set<Long> passages = new HashSet<>();
            meaning(hits)
                    .best(request.depth())
                    .forEach(scored -> {
                        PassageId passage = scored.best();
                        if (passage != null) {
                            passages.add(passage.value());
                        }
                    });
            hits.stream()
                    .map(ScoredPoint::getPayloadMap)
                    .filter(payload -> passages.contains(Payload.number(payload, Payload.PASSAGE)))
                    .forEach(payload -> files.add(Payload.number(payload, Payload.FILE)));
        }
        return files;
    }

    /// How many documents have a file with one of the terms, each once.
    private long documents(Set<Long> terms) {
        Filter.Builder holding =
                gate.of(Payload.FILE_KIND).addMust(Conditions.oneOf(Payload.TERMS, terms));
        Filter alone = holding.clone().addMust(Conditions.is(Payload.SEVERAL, false)).build();
        Filter withOthers = holding.addMust(Conditions.is(Payload.SEVERAL, true)).build();
        return store.count(alone)
                + store.facets(List.of(Map.entry(Payload.DOCUMENT, withOthers)), MOST_DOCUMENTS)
                        .getFirst()
                        .size();
    }

    /// When no document holds any of the words, the last one may not be written to its end yet. All
    /// score alike: which words there are in texts that the reader may not see must not change the
    /// answer.
    private List<Scored> begun(Question question) {
        Set<Long> terms = question.begunTerms();
        if (terms.isEmpty()) {
            return List.of();
        }
        Filter filter =
                gate.of(Payload.FILE_KIND).addMust(Conditions.oneOf(Payload.TERMS, terms)).build();
        BestOfEach best = new BestOfEach();
        InOrder.each(
                store,
                filter,
                new InOrder.By(Payload.DOCUMENT, true),
                List.of(Payload.SHARE),
                request.depth(),
                (RetrievedPoint point, long document) -> {
                    best.add(document, 1, null, Payload.share(point.getPayloadMap()));
                    return best.size() < request.depth();
                });
        return best.best(request.depth());
    }
}
