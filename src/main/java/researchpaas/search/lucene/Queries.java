package researchpaas.search.lucene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Access.Visible;
import researchpaas.document.DocumentId;
import researchpaas.search.Filter;

/// Turns questions, filters and the gate into Lucene queries. A question is free text; nothing in
/// it is an operator.
final class Queries {
    /// What stands beyond is a pasted page, not a question.
    private static final int MOST_TERMS = 64;

    private Queries() {}

    /// @param field to search, with its analysis
    record Weighted(String field, Analyzer analyzer, float weight) {}

    /// Any of the words, the more the better; the fields' scores are summed.
    static Query words(String text, List<Weighted> fields) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Weighted field : fields) {
            counts(text, field.analyzer())
                    .forEach((term, count) ->
                            any.add(
                                    new BoostQuery(
                                            new TermQuery(new Term(field.field(), term)),
                                            field.weight() * count),
                                    Occur.SHOULD));
        }
        BooleanQuery query = any.build();
        return query.clauses().isEmpty() ? new MatchNoDocsQuery("no words") : query;
    }

    /// The question's terms and how often it says each.
    static Map<String, Integer> counts(String text, Analyzer analyzer) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Analysis.Term term : Analysis.terms(analyzer, text)) {
            if (counts.size() < MOST_TERMS || counts.containsKey(term.text())) {
                counts.merge(term.text(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /// Texts in which a word begins like the question's last one. All of them score alike: which
    /// words there are in texts that the reader may not see must not change the answer.
    static Query begun(String text, String field) {
        String word = Analysis.begunWord(text);
        return word.isEmpty()
                ? new MatchNoDocsQuery("no begun word")
                : new PrefixQuery(new Term(field, word));
    }

    /// What may be returned at all: the kind of Lucene document, the gate and the filter.
    static Query allowed(String kind, Visible visible, Filter filter) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        Query visibleOfKind =
                switch (visible) {
                    case Visible.Everything() -> new TermQuery(new Term(Fields.KIND, kind));
                    case Visible.Only(Set<Long> sets) -> new VisibleDocuments(kind, sets);
                };
        all.add(visibleOfKind, Occur.FILTER);
        addFilter(all, filter);
        return all.build();
    }

    /// The same for whoever asks for vectors, which passages alone have: absent where all of them
    /// may be returned.
    static @Nullable Query allowedVectors(Visible visible, Filter filter) {
        return visible instanceof Visible.Everything && filter.equals(Filter.NONE)
                ? null
                : allowed(Fields.PASSAGE_KIND, visible, filter);
    }

    private static void addFilter(BooleanQuery.Builder all, Filter filter) {
        addOneOf(
                all,
                Fields.CATEGORY,
                filter.categories().stream().map(category -> category.word()));
        addOneOf(
                all, Fields.LANGUAGE, filter.languages().stream().map(language -> language.code()));
        addOneOf(all, Fields.MEDIA_TYPE, filter.mediaTypes().stream());
        addOneOf(all, Fields.SOURCE, filter.sources().stream().map(Fields::term));
        if (!filter.years().isEmpty()) {
            all.add(IntPoint.newSetQuery(Fields.YEAR, filter.years()), Occur.FILTER);
        }
        Integer from = filter.yearFrom();
        Integer to = filter.yearTo();
        if (from != null || to != null) {
            all.add(
                    IntPoint.newRangeQuery(
                            Fields.YEAR,
                            from == null ? Integer.MIN_VALUE : from,
                            to == null ? Integer.MAX_VALUE : to),
                    Occur.FILTER);
        }
        String author = filter.author();
        if (author != null && !author.isBlank()) {
            String part = Analysis.folded(author.strip()).replaceAll("[\\\\*?]", "\\\\$0");
            all.add(new WildcardQuery(new Term(Fields.AUTHOR, "*" + part + "*")), Occur.FILTER);
        }
    }

    private static void addOneOf(BooleanQuery.Builder all, String field, Stream<String> values) {
        List<BytesRef> terms = values.map(BytesRef::new).toList();
        if (!terms.isEmpty()) {
            all.add(new TermInSetQuery(field, terms), Occur.FILTER);
        }
    }

    static Query within(Query query, Query allowed) {
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(allowed, Occur.FILTER).build();
    }

    static Query documents(Iterable<DocumentId> ids) {
        List<BytesRef> terms = new ArrayList<>();
        ids.forEach(id -> terms.add(new BytesRef(Fields.term(id.value()))));
        return new TermInSetQuery(Fields.DOCUMENT, terms);
    }
}
