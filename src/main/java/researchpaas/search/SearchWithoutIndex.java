package researchpaas.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.FallbackSearch.Found;
import researchpaas.search.OneSearch.Answer;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchResult.Leg;

/// Answers while no index does.
@Component
class SearchWithoutIndex {
    private static final int MOST_WORDS = 8;
    private static final int SHORTEST_STEM = 3;
    private static final int PASSAGES_SHOWN = 3;

    private final FallbackSearch fallback;
    private final TextAnalysis analysis;

    SearchWithoutIndex(FallbackSearch fallback, TextAnalysis analysis) {
        this.fallback = fallback;
        this.analysis = analysis;
    }

    Answer answer(Query query, Hits hits, Reader reader) {
        List<String> words = words(query.text());
        if (words.isEmpty() && !query.browses()) {
            return new Answer(List.of(), 0, Facets.NONE, new Leg.Used(0), meaning(query));
        }
        Found found = fallback.find(words, query.filter(), query.order(), reader);
        List<DocumentId> page =
                found.documents().stream().skip(query.offset()).limit(query.limit()).toList();
        return new Answer(
                hits.of(query.text(), page, firstOf(found, page), reader),
                found.documents().size(),
                Facets.NONE,
                query.browses()
                        ? new Leg.Unused(Leg.Why.NOT_ASKED)
                        : new Leg.Used(found.documents().size()),
                meaning(query));
    }

    private static Leg meaning(Query query) {
        return query.browses() || query.mode() == Mode.WORDS
                ? new Leg.Unused(Leg.Why.NOT_ASKED)
                : new Leg.Failed();
    }

    /// Other documents with words of this one's title.
    Found like(Document document, Reader reader) {
        List<String> words = words(document.title());
        return words.isEmpty()
                ? new Found(List.of(), Map.of())
                : fallback.find(words, Filter.NONE, Order.RELEVANCE, reader);
    }

    static Map<DocumentId, List<PassageId>> firstOf(Found found, List<DocumentId> documents) {
        Map<DocumentId, List<PassageId>> shown = new HashMap<>();
        for (DocumentId document : documents) {
            shown.put(
                    document,
                    found.passages().getOrDefault(document, List.of()).stream()
                            .limit(PASSAGES_SHOWN)
                            .toList());
        }
        return shown;
    }

    /// The part that an inflected word has in common with its base form is in every form of it.
    private List<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (TextAnalysis.Term term : analysis.words(text)) {
            String written = text.substring(term.start(), term.end()).toLowerCase(Locale.ROOT);
            words.add(stem(written, term.text()));
        }
        String begun = analysis.begunWord(text);
        if (words.isEmpty() && !begun.isBlank()) {
            words.add(begun);
        }
        return new ArrayList<>(words).subList(0, Math.min(MOST_WORDS, words.size()));
    }

    private static String stem(String written, String base) {
        int same = 0;
        while (same < Math.min(written.length(), base.length())
                && written.charAt(same) == base.charAt(same)) {
            same++;
        }
        boolean tells =
                same >= SHORTEST_STEM
                        || (same > 0 && Character.isIdeographic(written.codePointAt(0)));
        return tells ? written.substring(0, same) : written;
    }
}
