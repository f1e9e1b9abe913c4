package researchpaas.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.account.Reader;
import researchpaas.document.DocumentId;
import researchpaas.document.Language;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.Fusion.Fused;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchIndex.Candidates;
import researchpaas.search.SearchIndex.FoundPassage;
import researchpaas.search.SearchIndex.Legs;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndex.Window;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.Leg;
import researchpaas.search.Served.Serving;

/// One question, asked of one index with the model of its vectors, whatever serves when it ends.
final class OneSearch {
    private static final Logger log = LoggerFactory.getLogger(SearchDocuments.class);
    private static final int PASSAGES_SHOWN = 3;
    private static final Candidates NO_CANDIDATES = new Candidates(0, Facets.NONE, List.of());

    private final SearchIndex index;
    private final EmbeddingModel model;
    private final Hits hits;
    private final Ranking ranking;
    private final Query query;
    private final Reader reader;

    OneSearch(Serving serving, Hits hits, Ranking ranking, Query query, Reader reader) {
        index = serving.index();
        model = serving.model();
        this.hits = hits;
        this.ranking = ranking;
        this.query = query;
        this.reader = reader;
    }

    /// @throws SearchIndex.IndexUnavailable when the index cannot answer
    /// @throws EmbeddingFailed when only meaning was asked for and the model fails
    Answer answer() {
        return query.browses() || query.order() != Order.RELEVANCE ? listed() : ranked();
    }

    record Answer(List<Hit> hits, long total, Facets facets, Leg words, Leg meaning) {}

    // --- in another order than by relevance

    /// All documents that hold the words, in the asked order; those nearest in meaning only where
    /// there are none, since they are most of a small library and an order by date would not put
    /// the near ones first.
    private Answer listed() {
        Window window = new Window(query.order(), query.offset(), query.limit());
        Request request =
                new Request(
                        query.mode() == Mode.MEANING ? "" : query.text(),
                        null,
                        query.filter(),
                        ranking.depth());
        Leg unused = new Leg.Unused(Leg.Why.NOT_ASKED);
        if (query.browses() || query.mode() != Mode.MEANING) {
            Candidates found = index.candidates(request, List.of(), window, reader);
            if (query.browses() || query.mode() == Mode.WORDS || found.total() > 0) {
                Leg words = query.browses() ? unused : new Leg.Used(found.total());
                return listed(request, found, words, unused);
            }
        }
        Meaning meaning = meaning();
        Request near = new Request("", meaning.vector(), query.filter(), ranking.depth());
        Candidates found =
                meaning.vector() == null
                        ? NO_CANDIDATES
                        : index.candidates(
                                near, index.legs(near, reader).meaning(), window, reader);
        Leg words = query.mode() == Mode.MEANING ? unused : new Leg.Used(0);
        return listed(near, found, words, meaning.leg(found.total()));
    }

    private Answer listed(Request request, Candidates found, Leg words, Leg meaning) {
        return new Answer(
                hits(request, found.page()),
                found.total(),
                query.facets() ? found.facets() : Facets.NONE,
                words,
                meaning);
    }

    // --- by relevance

    /// The documents by relevance, without anything that is shown of them.
    ///
    /// @throws SearchIndex.IndexUnavailable when the index cannot answer
    List<Fused> fused() {
        Meaning meaning = meaning();
        return find(request(meaning), meaning).ranked();
    }

    private Request request(Meaning meaning) {
        return new Request(
                query.mode() == Mode.MEANING ? "" : query.text(),
                meaning.vector(),
                query.filter(),
                ranking.depth());
    }

    private Answer ranked() {
        Meaning meaning = meaning();
        Request request = request(meaning);
        Found found = find(request, meaning);
        List<DocumentId> page =
                found.ranked().stream()
                        .map(Fused::document)
                        .skip(query.offset())
                        .limit(query.limit())
                        .toList();
        // without words and vector, a request would have every document
        boolean asks = !request.words().isBlank() || request.meaning() != null;
        Candidates candidates =
                query.facets() && asks
                        ? index.candidates(
                                found.request(), found.legs().meaning(), Window.NOTHING, reader)
                        : NO_CANDIDATES;
        long least = Math.max(found.legs().wordsTotal(), found.ranked().size());
        return new Answer(
                hits(request, page),
                Math.max(least, candidates.total()),
                candidates.facets(),
                wordsLeg(found.legs()),
                meaning.leg(found.legs().meaning().size()));
    }

    /// The question's vector, or why there is none.
    ///
    /// @param without absent when there is a vector
    @SuppressWarnings("ArrayRecordComponent")
    private record Meaning(float @Nullable [] vector, @Nullable Leg without) {
        Leg leg(long found) {
            return without == null ? new Leg.Used(found) : without;
        }
    }

    private Meaning meaning() {
        if (query.mode() == Mode.WORDS) {
            return new Meaning(null, new Leg.Unused(Leg.Why.NOT_ASKED));
        }
        if (!model.card().knows(Language.of(query.text()))) {
            return new Meaning(null, new Leg.Unused(Leg.Why.LANGUAGE_UNKNOWN_TO_MODEL));
        }
        try {
            return new Meaning(model.query(query.text()), null);
        } catch (EmbeddingFailed e) {
            if (query.mode() == Mode.MEANING) {
                throw e;
            }
            log.atWarn()
                    .setCause(e)
                    .log("A question was searched by its words only: the embedding model failed.");
            return new Meaning(null, new Leg.Failed());
        }
    }

    private Leg wordsLeg(Legs legs) {
        return query.mode() == Mode.MEANING
                ? new Leg.Unused(Leg.Why.NOT_ASKED)
                : new Leg.Used(legs.wordsTotal());
    }

    /// @param request with the vector that gave the meaning leg
    private record Found(Request request, Legs legs, List<Fused> ranked) {}

    private Found find(Request request, Meaning meaning) {
        Legs legs = index.legs(request, reader);
        double weight =
                meaning.vector() == null
                        ? 0
                        : query.mode() == Mode.MEANING ? 1 : ranking.meaningWeight();
        List<Fused> ranked = ranking.fusion().fuse(legs, weight);
        if (query.mode() != Mode.HYBRID || weight == 0 || ranking.feedback() == 0) {
            return new Found(request, legs, ranked);
        }
        float[] closer =
                withFeedback(Objects.requireNonNull(meaning.vector()), ranked, legs.meaning());
        Request again = new Request(request.words(), closer, request.filter(), request.depth());
        Legs second =
                index.legs(new Request("", closer, request.filter(), request.depth()), reader);
        Legs both = new Legs(legs.words(), legs.wordsTotal(), legs.wordsIdeal(), second.meaning());
        return new Found(again, both, ranking.fusion().fuse(both, weight));
    }

    /// Moves the question's vector towards the passages for which the first documents were found.
    private float[] withFeedback(float[] question, List<Fused> ranked, List<Scored> nearest) {
        Map<DocumentId, PassageId> best = new HashMap<>();
        for (Scored scored : nearest) {
            PassageId passage = scored.best();
            if (passage != null) {
                best.putIfAbsent(scored.document(), passage);
            }
        }
        List<PassageId> first =
                ranked.stream()
                        .limit(ranking.feedbackDocuments())
                        .map(fused -> best.get(fused.document()))
                        .filter(Objects::nonNull)
                        .toList();
        float[] sum = question.clone();
        for (float[] vector : index.vectors(first, reader).values()) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) ranking.feedback() * vector[i];
            }
        }
        return unit(sum);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    private List<Hit> hits(Request request, List<DocumentId> page) {
        if (page.isEmpty() || query.browses()) {
            return hits.of("", page, Map.of(), reader);
        }
        Map<DocumentId, List<PassageId>> passages = new HashMap<>();
        index.passages(request, page, PASSAGES_SHOWN, reader)
                .forEach((document, found) ->
                        passages.put(document, found.stream().map(FoundPassage::passage).toList()));
        return hits.of(query.text(), page, passages, reader);
    }
}
