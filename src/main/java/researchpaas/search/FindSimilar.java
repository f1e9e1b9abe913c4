package researchpaas.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.FallbackSearch.Found;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Likeness;
import researchpaas.search.SearchIndex.NearPassage;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.Served.Serving;

/// Finds more like a passage, or like a whole document, in other documents. While the index does
/// not answer, those with words of the document's title.
@Component
public final class FindSimilar {
    private static final Logger log = LoggerFactory.getLogger(FindSimilar.class);
    private static final int PASSAGES_SHOWN = 3;

    private final Served served;
    private final SearchWithoutIndex withoutIndex;
    private final Documents documents;
    private final Hits hits;

    FindSimilar(
            Served served,
            SearchWithoutIndex withoutIndex,
            Documents documents,
            Highlighter highlighter) {
        this.served = served;
        this.withoutIndex = withoutIndex;
        this.documents = documents;
        this.hits = new Hits(documents, highlighter);
    }

    /// @param passage what the others are like; absent where a whole document is
    /// @param hits other documents, the one with the nearest passage first; each with those of its
    ///   passages that are like it, nearest first
    /// @param byMeaning by the stored vector; else by telling words, since the model does not know
    ///   the language, or the index does not answer
    public record Similar(
            Document document, @Nullable Passage passage, List<Hit> hits, boolean byMeaning) {
        public Similar {
            hits = List.copyOf(hits);
        }
    }

    /// By the passage's stored vector. Empty for a passage that does not exist or that the reader
    /// may not see.
    ///
    /// @param limit how many documents at most
    public Optional<Similar> toPassage(PassageId id, int limit, Reader reader) {
        return documents.passages(List.of(id), reader).stream()
                .findFirst()
                .flatMap(passage ->
                        documents.findAll(List.of(passage.document()), reader).stream()
                                .findFirst()
                                .map(document -> toPassage(passage, document, limit, reader)));
    }

    private Similar toPassage(Passage passage, Document document, int limit, Reader reader) {
        SearchIndex index = served.now().index();
        try {
            float[] vector = index.vectors(List.of(passage.id()), reader).get(passage.id());
            Likeness likeness = new Likeness(vector, passage.text(), document.id());
            return new Similar(
                    document, passage, near(index, likeness, limit, reader), vector != null);
        } catch (IndexUnavailable e) {
            return withoutIndex(document, passage, limit, reader);
        }
    }

    /// By title and summary. Empty for a document that does not exist or that the reader may not
    /// see.
    ///
    /// @param limit how many documents at most
    public Optional<Similar> toDocument(DocumentKey key, int limit, Reader reader) {
        return documents.find(key, reader).map(document -> toDocument(document, limit, reader));
    }

    private Similar toDocument(Document document, int limit, Reader reader) {
        Serving serving = served.now();
        float[] vector = vector(serving.model(), document);
        Likeness likeness = new Likeness(vector, text(document), document.id());
        try {
            return new Similar(
                    document, null, near(serving.index(), likeness, limit, reader), vector != null);
        } catch (IndexUnavailable e) {
            return withoutIndex(document, null, limit, reader);
        }
    }

    /// [SearchDocuments] tells of the outage; whoever searches notices.
    private Similar withoutIndex(
            Document document, @Nullable Passage passage, int limit, Reader reader) {
        Found found = withoutIndex.like(document, reader);
        List<DocumentId> others =
                found.documents().stream()
                        .filter(other -> !other.equals(document.id()))
                        .limit(limit)
                        .toList();
        return new Similar(
                document,
                passage,
                hits.of("", others, SearchWithoutIndex.firstOf(found, others), reader),
                false);
    }

    private static String text(Document document) {
        return document.title() + "\n" + document.summary();
    }

    private static float @Nullable [] vector(EmbeddingModel model, Document document) {
        if (!model.card().knows(document.language())) {
            return null;
        }
        try {
            return model.passage(text(document));
        } catch (EmbeddingFailed e) {
            log.atWarn()
                    .setCause(e)
                    .log("A document was compared by its words: the embedding model failed.");
            return null;
        }
    }

    private List<Hit> near(SearchIndex index, Likeness likeness, int limit, Reader reader) {
        Map<DocumentId, List<PassageId>> byDocument = new LinkedHashMap<>();
        for (NearPassage near : index.similar(likeness, limit * PASSAGES_SHOWN, reader)) {
            List<PassageId> passages =
                    byDocument.computeIfAbsent(near.document(), _ -> new ArrayList<>());
            if (passages.size() < PASSAGES_SHOWN) {
                passages.add(near.passage());
            }
        }
        List<DocumentId> first = byDocument.keySet().stream().limit(limit).toList();
        byDocument.keySet().retainAll(first);
        return hits.of("", first, byDocument, reader);
    }
}
