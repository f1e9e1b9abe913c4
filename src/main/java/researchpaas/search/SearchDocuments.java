package researchpaas.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Language;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.Fusion.Fused;
import researchpaas.search.Highlighter.Span;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchIndex.FoundPassage;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Legs;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.Leg;
import researchpaas.search.SearchResult.MarkedPassage;

/// Finds the documents that answer a question, and in each the passages that do.
@Component
public final class SearchDocuments {
    private static final Logger log = LoggerFactory.getLogger(SearchDocuments.class);
    private static final int PASSAGES_SHOWN = 3;

    private final SearchIndex index;
    private final EmbeddingModel model;
    private final Documents documents;
    private final Highlighter highlighter;
    private Ranking ranking = Ranking.DEFAULT;

    SearchDocuments(
            SearchIndex index, EmbeddingModel model, Documents documents, Highlighter highlighter) {
        this.index = index;
        this.model = model;
        this.documents = documents;
        this.highlighter = highlighter;
    }

    /// How many documents are taken from each leg.
    public int depth() {
        return ranking.depth();
    }

    /// For comparing rankings.
    SearchDocuments rankingBy(Ranking other) {
        ranking = other;
        return this;
    }

    /// @throws IndexUnavailable when the index cannot answer
    /// @throws EmbeddingFailed when only meaning was asked for and the model fails
    public SearchResult search(Query query, Reader reader) {
        long start = System.nanoTime();
        Meaning meaning = meaning(query);
        Request request =
                new Request(
                        query.mode() == Mode.MEANING ? "" : query.text(),
                        meaning.vector(),
                        query.filter(),
                        ranking.depth());
        Found found = find(request, meaning, query, reader);
        List<DocumentId> page =
                found.ranked().stream()
                        .map(Fused::document)
                        .skip(query.offset())
                        .limit(query.limit())
                        .toList();
        return new SearchResult(
                hits(query, request, page, reader),
                Math.max(found.legs().wordsTotal(), found.ranked().size()),
                wordsLeg(query, found.legs()),
                meaning.leg(found.legs().meaning().size()),
                Duration.ofNanos(System.nanoTime() - start));
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

    private Meaning meaning(Query query) {
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

    private static Leg wordsLeg(Query query, Legs legs) {
        return query.mode() == Mode.MEANING
                ? new Leg.Unused(Leg.Why.NOT_ASKED)
                : new Leg.Used(legs.wordsTotal());
    }

    private record Found(Legs legs, List<Fused> ranked) {}

    private Found find(Request request, Meaning meaning, Query query, Reader reader) {
        Legs legs = index.legs(request, reader);
        double weight =
                meaning.vector() == null
                        ? 0
                        : query.mode() == Mode.MEANING ? 1 : ranking.meaningWeight();
        List<Fused> ranked = ranking.fusion().fuse(legs, weight);
        if (query.mode() != Mode.HYBRID || weight == 0 || ranking.feedback() == 0) {
            return new Found(legs, ranked);
        }
        float[] closer =
                withFeedback(
                        Objects.requireNonNull(meaning.vector()), ranked, legs.meaning(), reader);
        Legs second =
                index.legs(new Request("", closer, request.filter(), ranking.depth()), reader);
        Legs both = new Legs(legs.words(), legs.wordsTotal(), legs.wordsIdeal(), second.meaning());
        return new Found(both, ranking.fusion().fuse(both, weight));
    }

    /// Moves the question's vector towards the passages for which the first documents were found.
    private float[] withFeedback(
            float[] question, List<Fused> ranked, List<Scored> nearest, Reader reader) {
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

    /// The database decides once more what the reader may see; what it withholds is left out.
    private List<Hit> hits(Query query, Request request, List<DocumentId> page, Reader reader) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<DocumentId, Document> seen = byKey(documents.findAll(page, reader), Document::id);
        Map<DocumentId, List<FoundPassage>> found =
                index.passages(request, page, PASSAGES_SHOWN, reader);
        List<PassageId> ids =
                found.values().stream().flatMap(List::stream).map(FoundPassage::passage).toList();
        Map<PassageId, Passage> passages = byKey(documents.passages(ids, reader), Passage::id);
        List<Hit> hits = new ArrayList<>();
        for (DocumentId id : page) {
            Document document = seen.get(id);
            if (document != null) {
                List<Passage> shown =
                        found.getOrDefault(id, List.of()).stream()
                                .map(one -> passages.get(one.passage()))
                                .filter(Objects::nonNull)
                                .toList();
                hits.add(marked(query.text(), document, shown));
            }
        }
        return hits;
    }

    private Hit marked(String words, Document document, List<Passage> passages) {
        List<String> texts = new ArrayList<>();
        texts.add(document.title());
        passages.forEach(passage -> texts.add(passage.text()));
        List<List<Span>> marks = highlighter.highlight(words, texts);
        List<MarkedPassage> marked = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            marked.add(new MarkedPassage(passages.get(i), marks.get(i + 1)));
        }
        return new Hit(document, marks.getFirst(), marked);
    }

    private static <K, V> Map<K, V> byKey(Collection<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
