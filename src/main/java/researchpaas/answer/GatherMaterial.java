package researchpaas.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.answer.Question.Exchange;
import researchpaas.answer.Question.Kind;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.Passage;
import researchpaas.document.PassageId;
import researchpaas.search.Filter;
import researchpaas.search.Query;
import researchpaas.search.Query.Mode;
import researchpaas.search.SearchDocuments;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.MarkedPassage;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TextAnalysis.Term;

/// Finds what an answer can be made from. Whatever it returns came through both gates of search.
@Component
final class GatherMaterial {
    private static final int DOCUMENTS = 10;
    private static final int DATASETS = 4;

    /// A follow-up with fewer telling words than this needs the question before it.
    private static final int WORDS_OF_ITS_OWN = 3;

    private final SearchDocuments search;
    private final WeighWords weigh;
    private final TextAnalysis analysis;

    GatherMaterial(SearchDocuments search, WeighWords weigh, TextAnalysis analysis) {
        this.search = search;
        this.weigh = weigh;
        this.analysis = analysis;
    }

    Material of(Question question, Reader reader) {
        String text = withWhatWasAsked(question, reader);
        List<Hit> hits = new ArrayList<>();
        if (question.kind() == Kind.DATABASE) {
            hits.addAll(hits(text, Filter.category(Category.DATASET), DATASETS, reader));
        }
        for (Hit hit : hits(text, Filter.NONE, DOCUMENTS, reader)) {
            if (hits.stream().noneMatch(one -> one.document().id().equals(hit.document().id()))) {
                hits.add(hit);
            }
        }
        return new Material(weigh.of(text, reader), List.of(text), hits, sources(hits));
    }

    private List<Hit> hits(String text, Filter filter, int limit, Reader reader) {
        return search.search(new Query(text, filter, Mode.HYBRID, 0, limit), reader).hits();
    }

    /// "And in winter?" is about what was asked before.
    private String withWhatWasAsked(Question question, Reader reader) {
        if (question.earlier().isEmpty()
                || weigh.of(question.text(), reader).words().size() >= WORDS_OF_ITS_OWN) {
            return question.text();
        }
        Exchange last = question.earlier().getLast();
        String both = last.question() + "\n" + question.text();
        return both.substring(Math.max(0, both.length() - Query.LONGEST));
    }

    private List<Source> sources(List<Hit> hits) {
        Map<PassageId, Source> sources = new LinkedHashMap<>();
        for (int rank = 0; rank < hits.size(); rank++) {
            Document document = hits.get(rank).document();
            List<MarkedPassage> passages = hits.get(rank).passages();
            for (int place = 0; place < passages.size(); place++) {
                double weight = 1 / (1 + 0.3 * rank) * Math.pow(0.85, place);
                Source source = source(document, passages.get(place).passage(), weight);
                sources.putIfAbsent(source.passage().id(), source);
            }
        }
        return sources.values().stream()
                .sorted(Comparator.comparingDouble(Source::weight).reversed())
                .toList();
    }

    private Source source(Document document, Passage passage, double weight) {
        List<Term> context = new ArrayList<>(analysis.words(document.title()));
        context.addAll(analysis.words(passage.heading()));
        return new Source(document, passage, weight, analysis.words(passage.shown()), context);
    }
}
