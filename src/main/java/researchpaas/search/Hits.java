package researchpaas.search;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import researchpaas.account.Reader;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.Highlighter.Span;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.MarkedPassage;

/// Makes hits of what the index found. The database decides once more what the reader may see; what
/// it withholds is left out.
final class Hits {
    private final Documents documents;
    private final Highlighter highlighter;

    Hits(Documents documents, Highlighter highlighter) {
        this.documents = documents;
        this.highlighter = highlighter;
    }

    /// @param words to mark; blank for none
    /// @param passages to show of each document, in their order
    List<Hit> of(
            String words,
            List<DocumentId> page,
            Map<DocumentId, List<PassageId>> passages,
            Reader reader) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<DocumentId, Document> seen = byKey(documents.findAll(page, reader), Document::id);
        List<PassageId> ids = passages.values().stream().flatMap(List::stream).toList();
        Map<PassageId, Passage> read =
                ids.isEmpty() ? Map.of() : byKey(documents.passages(ids, reader), Passage::id);
        List<Hit> hits = new ArrayList<>();
        for (DocumentId id : page) {
            Document document = seen.get(id);
            if (document != null) {
                List<Passage> shown =
                        passages.getOrDefault(id, List.of()).stream()
                                .map(read::get)
                                .filter(Objects::nonNull)
                                .toList();
                hits.add(hit(words, document, shown));
            }
        }
        return hits;
    }

    private Hit hit(String words, Document document, List<Passage> passages) {
        if (words.isBlank()) {
            return new Hit(
                    document,
                    List.of(),
                    passages.stream().map(one -> new MarkedPassage(one, List.of())).toList());
        }
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
        return values.stream().collect(toMap(key, Function.identity()));
    }
}
